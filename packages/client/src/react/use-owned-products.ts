import { useCallback } from 'react';
import type { OwnedProduct } from '../host/owned-products.js';
import { useIapContext } from './iap-context.js';
import { type ListState, useList } from './use-list.js';

/**
 * What the user owns, from the platform's history. Read again after each purchase. `access: 'unknown'` never means "not
 * owned". Charges nobody.
 */
export function useOwnedProducts(): ListState<OwnedProduct> {
  const { client, changes } = useIapContext();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a purchase changes what is owned.
  return useList(useCallback((signal: AbortSignal) => client.ownedProducts({ signal }), [client, changes]));
}
