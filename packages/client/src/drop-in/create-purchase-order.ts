import { defaultBridge } from '../bridge/default-bridge.js';
import { callApp } from '../purchase/call-app.js';
import type { PurchaseOrder } from '../purchase/purchase-order.js';
import { receiptFromList } from '../purchase/receipt-from-list.js';
import { startPurchase } from '../purchase/start-purchase.js';
import { hostSession } from '../session/host-session.js';
import type { OneTimePurchaseParams, SubscriptionPurchaseParams } from './purchase-params.js';

/**
 * Opens the order sheet for a one-time product, with the official SDK's signature.
 *
 * Exactly one of `onEvent` and `onError` is called, once, and never before this function has returned. Unlike the
 * official one it says so when the app is too old (`UNSUPPORTED_APP_VERSION`) or missing (`BRIDGE_NOT_FOUND`), and
 * it opens no second order for a product while the end of an earlier one is not known.
 *
 * @returns cleanup: stops the callbacks. A payment that is made all the same is still granted and answered.
 */
export function createOneTimePurchaseOrder(params: OneTimePurchaseParams): () => void {
  // Without options nothing is bought, and `onError` hears what is missing.
  const options = params.options ?? ({} as OneTimePurchaseParams['options']);
  const { sku, productId, processProductGrant: grant, buyAgain } = options;
  return buy(params, { kind: 'one-time', sku: (sku ?? productId) as string, grant, buyAgain });
}

/**
 * Opens the order sheet for a subscription, with the official SDK's signature; `offerId` picks one of the product's
 * offers. See {@link createOneTimePurchaseOrder} for what is promised beyond it.
 *
 * @returns cleanup: stops the callbacks. A payment that is made all the same is still granted and answered.
 */
export function createSubscriptionPurchaseOrder(params: SubscriptionPurchaseParams): () => void {
  const options = params.options ?? ({} as SubscriptionPurchaseParams['options']);
  const { sku, offerId, processProductGrant: grant, buyAgain } = options;
  return buy(params, { kind: 'subscription', sku, offerId, grant, buyAgain });
}

function buy(
  { onEvent, onError }: OneTimePurchaseParams | SubscriptionPurchaseParams,
  order: PurchaseOrder,
): () => void {
  let listening = true;
  let abandon = () => {};
  const follow = async () => {
    const session = hostSession(defaultBridge());
    const run = startPurchase(session, order);
    abandon = run.abandon;
    const outcome = await run.outcome;
    if (outcome.status !== 'granted') throw outcome.error;
    return outcome.receipt ?? (await receiptFromList(session, outcome));
  };
  follow().then(
    (data) => listening && callApp(() => onEvent({ type: 'success', data })),
    (error: unknown) => listening && callApp(() => onError(error)),
  );
  return () => {
    listening = false;
    abandon();
  };
}
