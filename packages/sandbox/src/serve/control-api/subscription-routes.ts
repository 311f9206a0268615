import * as z from 'zod/mini';
import { newestOrders, type OrderScope } from '../../sandbox/all-orders.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import type { Order } from '../../world/order.js';
import type { WorldStore } from '../../world/world-store.js';
import { orderShape } from './answers/order-shapes.js';
import { type Endpoint, endpoint } from './endpoint.js';
import { existingOrder } from './existing-order.js';
import { limitSchema } from './page-query.js';

const durationSchema = z.strictObject({ duration: z.union([z.string(), z.number()]) });
const autoRenewSchema = z.strictObject({ autoRenew: z.boolean() });
const methodSchema = z.strictObject({ state: z.enum(['works', 'declined']) });

const subscriptionsQuery = z.strictObject({
  userKey: z.optional(z.string()),
  status: z.optional(z.enum(['ACTIVE', 'EXPIRED', 'IN_GRACE_PERIOD', 'ON_HOLD', 'PAUSED', 'REVOKED'])),
  limit: limitSchema,
});

function newestWith(
  store: WorldStore,
  filter: OrderScope,
  status: string | undefined,
  limit: number,
): Order[] {
  const found: Order[] = [];
  for (const order of newestOrders(store, filter)) {
    const { subscription } = order;
    if (subscription === undefined || (status !== undefined && subscription.status !== status)) continue;
    if (found.push(order) >= limit) break;
  }
  return found;
}

/** `/subscriptions/:orderId`, `/users/:userKey/payment-method`: what the user does in the app market. */
export function subscriptionRoutes({ world, console }: Sandbox): readonly Endpoint[] {
  const known = (orderId: string) => existingOrder(world.store, orderId);
  return [
    endpoint({
      method: 'GET',
      path: '/subscriptions',
      summary: 'subscriptions, newest first: ?userKey=&status=&limit=',
      query: subscriptionsQuery,
      answer: z.looseObject({ subscriptions: z.array(orderShape) }),
      handle({ query: { userKey, status, limit } }) {
        const skus = world.products().flatMap(({ type, sku }) => (type === 'SUBSCRIPTION' ? [sku] : []));
        const narrowed = userKey === undefined ? {} : { userKey };
        // Each product has its own list, so a product without subscriptions costs nothing even with a million orders.
        const newest = skus.flatMap((sku) => newestWith(world.store, { ...narrowed, sku }, status, limit));
        return { subscriptions: newest.sort((a, b) => b.number - a.number).slice(0, limit) };
      },
    }),
    endpoint({
      method: 'PUT',
      path: '/users/:userKey/payment-method',
      summary: 'whether renewals of the user can be paid: {state: "works" | "declined"}',
      body: methodSchema,
      answer: methodSchema,
      handle({ params, body: { state } }) {
        console.setPaymentMethod(params.userKey, state);
        return { state };
      },
    }),
    endpoint({
      method: 'PUT',
      path: '/subscriptions/:orderId/auto-renew',
      summary: 'switches the renewal on or off: {autoRenew}',
      body: autoRenewSchema,
      answer: orderShape,
      handle({ params, body }) {
        console.setAutoRenew(known(params.orderId).orderId, body.autoRenew);
        return known(params.orderId);
      },
    }),
    endpoint({
      method: 'POST',
      path: '/subscriptions/:orderId/pause',
      summary: 'pauses at the end of the paid period: {duration}',
      body: durationSchema,
      answer: orderShape,
      handle({ params, body }) {
        console.pauseSubscription(known(params.orderId).orderId, body.duration);
        return known(params.orderId);
      },
    }),
    endpoint({
      method: 'POST',
      path: '/subscriptions/:orderId/extension',
      summary: 'makes the paid period longer: {duration}',
      body: durationSchema,
      answer: orderShape,
      handle({ params, body }) {
        console.extendSubscription(known(params.orderId).orderId, body.duration);
        return known(params.orderId);
      },
    }),
  ];
}
