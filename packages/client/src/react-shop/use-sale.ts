import { useCallback } from 'react';
import type { PurchaseOutcome } from '../purchase/outcome.js';
import { type BuyOptions, type PurchaseHandle, usePurchase } from '../react/use-purchase.js';

/** The state of a purchase, for a button. */
export interface Sale extends Pick<PurchaseHandle, 'status' | 'outcome' | 'reset'> {
  readonly isBusy: boolean;
  /** True if the user has paid before and the order has not arrived. Then only an explicit second tap pays again. */
  readonly mayBuyAgain: boolean;
  readonly start: (options?: BuyOptions) => void;
}

/**
 * Sells one product.
 *
 * @param offerId - for a subscription: the offer, or `null` for the plain price; `undefined` for a one-time product
 */
export function useSale(
  sku: string,
  offerId: string | null | undefined,
  onOutcome: ((outcome: PurchaseOutcome) => void) | undefined,
): Sale {
  const { status, outcome, purchase, subscribe, reset } = usePurchase();
  const isBusy = status === 'paying' || status === 'checking';
  const start = useCallback(
    async (options: BuyOptions = {}) => {
      // A disabled button loses the focus, so it stays enabled but does nothing.
      if (isBusy) return;
      const ended = await (offerId === undefined ? purchase(sku, options) : subscribe(sku, offerId, options));
      onOutcome?.(ended);
    },
    [isBusy, offerId, onOutcome, purchase, sku, subscribe],
  );
  const mayBuyAgain =
    outcome?.status === 'failed' &&
    outcome.error.code === 'ORDER_UNRESOLVED' &&
    outcome.error.charged === 'yes';
  return { status, outcome, reset, isBusy, mayBuyAgain, start };
}
