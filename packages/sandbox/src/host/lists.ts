import { historyPage, toPendingItem } from '../app-market/orders/order-lists.js';
import { isSoldOn, toListItem } from '../app-market/visible-products.js';
import type { ArmedFault } from '../faults/fault-spec.js';
import type { Order } from '../world/order.js';
import { supports, type TossApp } from './toss-app.js';

/** How long `pending-list-late` hides an order after its payment by default, in milliseconds. */
const DEFAULT_PENDING_LAG_MS = 10_000;

/** `iapGetProductItemList`. Versions without subscriptions do not list them, and the oldest versions leave `type` out. */
export function answerProductList(app: TossApp) {
  const withSubscriptions = supports(app, 'subscriptionsInProductList');
  const withType = supports(app, 'productGrant');
  const products = app.world
    .products()
    .filter(
      (product) =>
        isSoldOn(app.world, product, app.device) && (withSubscriptions || product.type !== 'SUBSCRIPTION'),
    )
    .map((product) => toListItem(app.world, product, app.device.userKey));
  return { products: withType ? products : products.map(({ type: _, ...item }) => item) };
}

/** `getPendingOrders`: paid and not granted, one-time and subscription orders alike (reported). */
export function listPending(app: TossApp) {
  const orders = app.world.store.pendingOrders(app.device.userKey);
  return { orders: orders.filter((order) => !isHiddenByLag(app, order)).map(toPendingItem) };
}

function isHiddenByLag(app: TossApp, order: Order): boolean {
  const until = ({ delay = DEFAULT_PENDING_LAG_MS }: ArmedFault) => (order.paidAt ?? 0) + delay;
  return app.faults.holds('pending-list-late', order, order.orderId, until);
}

/** `getCompletedOrRefundedOrders` of `{ key? }`. */
export function listHistory(app: TossApp, params: unknown) {
  const key = (params as { key?: unknown } | undefined)?.key;
  return historyPage(app.world, app.device.userKey, typeof key === 'string' ? key : undefined);
}
