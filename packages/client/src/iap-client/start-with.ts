import type { HostSession } from '../bridge/host-session.js';
import { toIapError } from '../errors/to-iap-error.js';
import type { PurchaseOutcome } from '../purchase/outcome.js';
import type { PurchaseOrder } from '../purchase/purchase-order.js';
import { type PurchaseRun, startPurchase } from '../purchase/start-purchase.js';

/**
 * Starts a purchase over the bridge of the moment; a missing bridge is an outcome like any other, in which nobody paid.
 *
 * @param signal - abandons the purchase
 */
export function startWith(
  session: () => HostSession,
  order: PurchaseOrder,
  signal: AbortSignal | undefined,
): PurchaseRun {
  try {
    const run = startPurchase(session(), order);
    if (signal?.aborted) run.abandon();
    signal?.addEventListener('abort', run.abandon);
    void run.outcome.then(() => signal?.removeEventListener('abort', run.abandon));
    return run;
  } catch (error) {
    const failed: PurchaseOutcome = {
      status: 'failed',
      sku: order.sku,
      error: toIapError(error, 'buy', { charged: 'no' }),
    };
    return { outcome: Promise.resolve(failed), end: Promise.resolve(failed), abandon() {} };
  }
}
