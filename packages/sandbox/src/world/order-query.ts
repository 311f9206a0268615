import type { Order } from './order.js';
import type { OrderQuery } from './world-store.js';

/** Whether an order matches a query, apart from its `limit`. */
export function matches(order: Order, query: OrderQuery): boolean {
  return (
    (query.userKey === undefined || order.userKey === query.userKey) &&
    (query.sku === undefined || order.sku === query.sku) &&
    (query.state === undefined || order.state === query.state) &&
    (query.before === undefined || order.number < query.before) &&
    (query.refund === undefined || matchesRefund(order, query.refund))
  );
}

function matchesRefund(order: Order, refund: string): boolean {
  return order.refund !== undefined && (refund === 'any' || order.refund.state === refund);
}
