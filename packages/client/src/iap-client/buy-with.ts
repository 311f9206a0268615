import { toIapError } from '../errors/to-iap-error.js';
import type { PurchaseOutcome } from '../purchase/outcome.js';
import type { PurchaseOrder } from '../purchase/purchase-order.js';
import { startPurchase } from '../purchase/start-purchase.js';
import type { HostSession } from '../session/host-session.js';
import { decidedGrant } from './decided-grant.js';

/** Buys over the bridge of the moment; a missing bridge is an outcome like any other. */
export async function buyWith(
  session: () => HostSession,
  order: PurchaseOrder,
  signal: AbortSignal | undefined,
): Promise<PurchaseOutcome> {
  try {
    const { outcome, abandon } = startPurchase(session(), { ...order, grant: decidedGrant(order.grant) });
    if (signal?.aborted) abandon();
    signal?.addEventListener('abort', abandon);
    return await outcome.finally(() => signal?.removeEventListener('abort', abandon));
  } catch (error) {
    return { status: 'failed', sku: order.sku, error: toIapError(error, 'buy') };
  }
}
