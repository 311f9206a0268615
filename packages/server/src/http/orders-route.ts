import type { Fulfillment } from '../fulfillment/fulfillment.js';
import { jsonResponse } from './json-response.js';

/** Answers `GET /orders`: the orders and the entitlements of the signed-in user. */
export async function ordersRoute(fulfillment: Fulfillment, userKey: string): Promise<Response> {
  const [orders, entitlements] = await Promise.all([
    fulfillment.orders(userKey),
    fulfillment.entitlements(userKey),
  ]);
  return jsonResponse({
    orders: orders
      .filter(({ claimed }) => claimed)
      .map(({ orderId, sku, delivery, status, firstSeenAt, grantedAt, revokedAt }) => ({
        orderId,
        sku,
        delivery,
        status,
        firstSeenAt,
        grantedAt,
        revokedAt,
      })),
    entitlements: entitlements.items,
    /** False: an order is still being checked, so the user may own a product that is not listed. */
    complete: entitlements.complete,
  });
}
