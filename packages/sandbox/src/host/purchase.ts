import type { IapBridgeListener } from '@ait-iap/protocol';
import { HostError } from '../errors/host-error.js';
import type { Order } from '../world/order.js';
import { type CheckoutRequest, checkOut } from './checkout.js';
import { toPurchaseResult } from './purchase-result.js';
import { showScreen } from './show-screen.js';
import type { TossApp } from './toss-app.js';

/**
 * `requestOneTimePurchase` and `requestSubscriptionPurchase`. If the page stops listening, the sheet stays open: the
 * order does not depend on listeners.
 */
export function requestPurchase(
  app: TossApp,
  request: CheckoutRequest,
  listener: IapBridgeListener,
): () => void {
  let listening = true;
  const heard: IapBridgeListener = {
    onEvent: (data) => {
      if (listening && !app.signal.aborted) listener.onEvent(data);
    },
    onError: (error) => {
      if (listening && !app.signal.aborted) listener.onError(error);
    },
  };
  // Not before this function has returned, because no bridge answers during the call.
  Promise.resolve()
    .then(() => purchase(app, request, heard))
    .catch((error: unknown) => heard.onError(error));
  return () => {
    listening = false;
  };
}

async function purchase(app: TossApp, request: CheckoutRequest, listener: IapBridgeListener): Promise<void> {
  if (app.signal.aborted) return;
  const order = await checkOut(app, request, (error) => listener.onError(error));
  awaitGrant(app, order, listener);
}

function awaitGrant(app: TossApp, order: Order, listener: IapBridgeListener): void {
  const target = { userKey: order.userKey, sku: order.sku, orderId: order.orderId };
  // The page of a payment that came late may have gone. Nothing can kill its app any more.
  if (app.signal.aborted) return;
  if (app.faults.take('killed-after-payment', target) !== undefined) {
    kill(app, order);
    return;
  }
  const stop = app.orders.watch(order.orderId, (type) => {
    if (type === 'OrderGranted') finish(app, order, listener);
    else if (type === 'GrantRefused' || type === 'GrantWindowClosed' || type === 'OrderRefunded') {
      showScreen(app, order.orderId, 'refund-offer', 'PRODUCT_NOT_GRANTED_BY_PARTNER');
      listener.onError(new HostError('PRODUCT_NOT_GRANTED_BY_PARTNER'));
    } else return;
    forget();
  });
  const forget = () => {
    stop();
    app.signal.removeEventListener('abort', forget);
  };
  app.signal.addEventListener('abort', forget);
  const subscriptionId = app.world.store.order(order.orderId)?.subscription?.subscriptionId;
  const data = { orderId: order.orderId, ...(subscriptionId !== undefined && { subscriptionId }) };
  listener.onEvent({ type: 'purchased', data });
  if (app.faults.take('purchased-twice', target) !== undefined) {
    listener.onEvent({ type: 'purchased', data: { ...data } });
  }
}

/** The user finds the app closed, and the page never gets the result. */
function kill(app: TossApp, { orderId }: Order): void {
  showScreen(app, orderId, 'app-closed');
  app.close('fault');
}

function finish(app: TossApp, order: Order, listener: IapBridgeListener): void {
  if (app.faults.take('killed-after-grant', order) !== undefined) kill(app, order);
  app.sheet.settled?.(order.orderId);
  listener.onEvent({ type: 'success', data: toPurchaseResult(order, app.world.product(order.sku)) });
}
