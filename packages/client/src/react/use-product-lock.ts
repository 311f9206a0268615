import { useCallback } from 'react';
import type { ProductLock } from '../desk/product-lock.js';
import { useIapContext } from './iap-context.js';
import { useList } from './use-list.js';

/** The lock of a product in a component. */
export interface ProductLockState {
  /** The lock. `undefined` if there is none, and until it is known. */
  readonly lock: ProductLock | undefined;
  /** Checks again. A lock ends by itself at its `until`. */
  readonly reload: () => void;
}

/**
 * Tells why a tap on a product would not open an order sheet now. Use it to say that an earlier payment has not
 * arrived, before the user pays again. Checked again after each purchase and recovery. Charges nobody.
 */
export function useProductLock(sku: string): ProductLockState {
  const { client, changes } = useIapContext();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a purchase changes what is locked.
  const ask = useCallback(
    async (signal: AbortSignal) => {
      const lock = await client.lockOf(sku, { signal });
      return lock ? [lock] : [];
    },
    [client, sku, changes],
  );
  const { items, reload } = useList(ask);
  return { lock: items[0], reload };
}
