import { useCallback } from 'react';
import type { Product } from '../host/product.js';
import { useIapContext } from './iap-context.js';
import { type ListState, useList } from './use-list.js';

/**
 * The products that can be bought here. Show `displayAmount` unchanged: it is the amount that will be charged. Charges
 * nobody.
 */
export function useProducts(): ListState<Product> {
  const { client } = useIapContext();
  return useList(useCallback((signal: AbortSignal) => client.products({ signal }), [client]));
}
