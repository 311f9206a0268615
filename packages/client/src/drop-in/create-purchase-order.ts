import { defaultBridge } from '../bridge/default-bridge.js';
import { type HostSession, hostSession } from '../bridge/host-session.js';
import { toIapError } from '../errors/to-iap-error.js';
import { callApp } from '../purchase/call-app.js';
import type { PurchaseOrder } from '../purchase/purchase-order.js';
import { receiptFromList } from '../purchase/receipt-from-list.js';
import { startPurchase } from '../purchase/start-purchase.js';
import { checkedParams } from './checked-params.js';
import { type DropInFunction, withSupport } from './drop-in-function.js';
import { errorForPage } from './error-for-page.js';
import type { OneTimePurchaseParams, SubscriptionPurchaseParams } from './purchase-params.js';

/**
 * Opens the order sheet for a one-time product, with the official SDK's signature.
 *
 * Exactly one of `onEvent` and `onError` is called, once, and never before this function has returned. Unlike the
 * official function it reports an app that is too old (`UNSUPPORTED_APP_VERSION`) or missing (`BRIDGE_NOT_FOUND`). It
 * opens no second order for a product while the end of an earlier one is not known.
 *
 * Returns a cleanup function that stops the callbacks. If the user still pays, the order is granted and answered. If
 * `onEvent`, `onError`, the options or the sku is missing, it throws an `IapError` `INVALID_ARGUMENT` at once and opens
 * nothing.
 */
export const createOneTimePurchaseOrder: DropInFunction<(params: OneTimePurchaseParams) => () => void> =
  /*@__PURE__*/ selling('createOneTimePurchaseOrder');

/**
 * Opens the order sheet for a subscription, with the official SDK's signature. `offerId` chooses one of the product's
 * offers. Otherwise it behaves like {@link createOneTimePurchaseOrder}.
 */
export const createSubscriptionPurchaseOrder: DropInFunction<
  (params: SubscriptionPurchaseParams) => () => void
> = /*@__PURE__*/ selling('createSubscriptionPurchaseOrder');

function selling<Params extends OneTimePurchaseParams | SubscriptionPurchaseParams>(
  feature: PurchaseOrder['feature'],
): DropInFunction<(params: Params) => () => void> {
  return withSupport(feature, (params: Params) => {
    const { onEvent, onError, ...order } = checkedParams(params);
    let session: HostSession | undefined;
    // Looked up once, so that the end of the order comes from the app that sold it.
    const findSession = () => {
      session ??= hostSession(defaultBridge());
      return session;
    };
    const { outcome, abandon } = startPurchase(findSession, { feature, ...order });
    let listening = true;
    outcome
      .then((ended) => {
        if (ended.status !== 'granted') throw ended.error;
        return ended.receipt ?? receiptFromList(findSession(), ended);
      })
      .then(
        (data) => listening && callApp(() => onEvent({ type: 'success', data })),
        (error: unknown) => listening && callApp(() => onError(errorForPage(toIapError(error, 'buy')))),
      );
    return () => {
      listening = false;
      abandon();
    };
  });
}
