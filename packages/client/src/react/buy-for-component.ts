import type { PurchaseOptions } from '../iap-client/create-iap-client.js';
import { abandonedOutcome } from '../purchase/abandoned-outcome.js';
import type { PurchaseOutcome } from '../purchase/outcome.js';

/** A purchase that a component has begun. */
export interface ComponentPurchase {
  /** What the component is told: the end, or that it was abandoned as soon as the component has gone. */
  readonly outcome: Promise<PurchaseOutcome>;
  /** How the order ended, also after the component has gone. */
  readonly end: Promise<PurchaseOutcome>;
}

/**
 * Buys for a component that may go. Before the order sheet is open the purchase is given up then; after it the order
 * goes on without the component, and its end is still known here, for the lists of other components.
 *
 * @param leaving - aborted when the component goes
 */
export function buyForComponent(
  sku: string,
  buy: (options: PurchaseOptions) => Promise<PurchaseOutcome>,
  { grant, onPaymentVisible }: PurchaseOptions,
  leaving: AbortSignal,
): ComponentPurchase {
  const noSheetYet = new AbortController();
  let sheetOpened = false;
  let orderId: string | undefined;
  const end = buy({
    grant(order) {
      // Before the sheet it is an earlier order that is recovered.
      if (sheetOpened) orderId = order.orderId;
      return grant(order);
    },
    onPaymentVisible(visible) {
      sheetOpened = true;
      onPaymentVisible?.(visible);
    },
    signal: noSheetYet.signal,
  });
  const abandoned = new Promise<PurchaseOutcome>((resolve) => {
    const leave = () => (sheetOpened ? resolve(abandonedOutcome(sku, orderId)) : noSheetYet.abort());
    if (leaving.aborted) leave();
    leaving.addEventListener('abort', leave);
    void end.then(() => leaving.removeEventListener('abort', leave));
  });
  return { outcome: Promise.race([end, abandoned]), end };
}
