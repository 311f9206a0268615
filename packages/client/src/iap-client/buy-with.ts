import type { Clock, IapBridge } from '@ait-iap/protocol';
import { toIapError } from '../errors/to-iap-error.js';
import type { PurchaseOutcome } from '../purchase/outcome.js';
import type { PurchaseOrder } from '../purchase/purchase-order.js';
import { startPurchase } from '../purchase/start-purchase.js';
import { hostSession } from '../session/host-session.js';

/** Buys over the bridge of the moment; a missing bridge is an outcome like any other. */
export async function buyWith(
  host: () => IapBridge,
  clock: Clock,
  order: PurchaseOrder,
  signal: AbortSignal | undefined,
): Promise<PurchaseOutcome> {
  try {
    const { outcome, abandon } = startPurchase(hostSession(host(), clock), order);
    if (signal?.aborted) abandon();
    signal?.addEventListener('abort', abandon);
    return await outcome.finally(() => signal?.removeEventListener('abort', abandon));
  } catch (error) {
    return { status: 'failed', sku: order.sku, error: toIapError(error, 'buy') };
  }
}
