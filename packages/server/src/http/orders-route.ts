import type { Fulfillment } from '../fulfillment/fulfillment.js';
import { jsonResponse } from './json-response.js';

/** Answers `GET /orders`: the history and the possessions of the user who is signed in. */
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
    /** False: something is still being looked into, so what is not listed may be owned all the same. */
    complete: entitlements.complete,
  });
}
