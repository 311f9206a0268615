import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useIapContext } from '../react/iap-context.js';
import { iapKeys } from './iap-keys.js';

/**
 * Refetches the queries about orders after each purchase and recovery, in this page and in other pages of the mini-app.
 * Use it once, below `IapProvider` and `QueryClientProvider`.
 */
export function useFreshOrders(): void {
  const queryClient = useQueryClient();
  const { changes } = useIapContext();
  const known = useRef(changes);
  useEffect(() => {
    if (known.current === changes) return;
    known.current = changes;
    void queryClient.invalidateQueries({ queryKey: iapKeys.orders });
  }, [changes, queryClient]);
}
