import { maxLength, minLength } from '@ait-iap/protocol';
import * as z from 'zod/mini';
import { newestOrders, type OrderScope } from '../../sandbox/all-orders.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { chargeOf } from '../../world/charge.js';
import type { Order } from '../../world/order.js';
import { REFUND_REASONS } from '../../world/refund.js';
import type { OrderQuery } from '../../world/world-store.js';
import { chargesShape, orderShape, ordersShape } from './answers/order-shapes.js';
import { type Endpoint, endpoint } from './endpoint.js';
import { existingOrder } from './existing-order.js';
import { limitSchema } from './page-query.js';

const before = z.optional(z.coerce.number().check(z.int(), z.gte(1)));

const ordersQuery = z.strictObject({
  userKey: z.optional(z.string()),
  sku: z.optional(z.string()),
  state: z.optional(z.enum(['ORDER_IN_PROGRESS', 'PAYMENT_COMPLETED', 'PURCHASED', 'FAILED', 'REFUNDED'])),
  refund: z.optional(z.enum(['any', 'REQUESTED', 'STORE_REVIEW', 'COMPLETED', 'REJECTED'])),
  before,
  limit: limitSchema,
});

const chargesQuery = z.strictObject({
  userKey: z.optional(z.string()),
  sku: z.optional(z.string()),
  before,
  limit: limitSchema,
});

const reasonSchema = z.strictObject({ reason: z.optional(z.enum(REFUND_REASONS)) });
const rejectionSchema = z.strictObject({
  by: z._default(z.enum(['STORE', 'PARTNER']), 'PARTNER'),
  reason: z.string().check(minLength(1), maxLength(200)),
});

/** `/orders`, `/charges`: orders and payments, newest first. */
export function orderRoutes({ world: { store } }: Sandbox): readonly Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/orders',
      summary: 'orders, newest first: ?userKey=&sku=&state=&refund=&before=&limit=',
      query: ordersQuery,
      answer: ordersShape,
      handle({ query }) {
        const orders = store.orders(query as OrderQuery);
        return { orders, ...(orders.length === query.limit ? { before: orders.at(-1)?.number } : {}) };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/orders/:orderId',
      summary: 'one order',
      answer: orderShape,
      handle: ({ params }) => existingOrder(store, params.orderId),
    }),
    endpoint({
      method: 'GET',
      path: '/charges',
      summary: 'what stores took from users, recorded by Toss or not: ?userKey=&sku=&before=&limit=',
      query: chargesQuery,
      answer: chargesShape,
      handle({ query: { before, limit, ...filter } }) {
        const paid: Order[] = [];
        for (const order of newestOrders(store, filter as OrderScope, before)) {
          if (order.paidAt !== undefined) paid.push(order);
          if (paid.length === limit) break;
        }
        const rest = paid.length === limit ? { before: paid.at(-1)?.number } : {};
        return { charges: paid.map(chargeOf), ...rest };
      },
    }),
  ];
}

/** `/orders/:orderId/…`: actions on an order after the payment. */
export function orderCommands({ world: { store }, console, refund }: Sandbox): readonly Endpoint[] {
  const known = (orderId: string) => existingOrder(store, orderId);
  return [
    endpoint({
      method: 'POST',
      path: '/orders/:orderId/payment-approval',
      summary: 'approves a payment that was PAYMENT_PENDING',
      answer: orderShape,
      handle: ({ params }) => console.approvePayment(known(params.orderId).orderId),
    }),
    endpoint({
      method: 'POST',
      path: '/orders/:orderId/payment-record',
      summary: 'Toss records a payment that it had lost',
      answer: orderShape,
      handle: ({ params }) => console.recordPayment(known(params.orderId).orderId),
    }),
    endpoint({
      method: 'POST',
      path: '/orders/:orderId/refund',
      summary: 'refunds at once: {reason?}',
      body: reasonSchema,
      answer: orderShape,
      handle: ({ params, body }) => refund(known(params.orderId).orderId, body.reason),
    }),
    endpoint({
      method: 'POST',
      path: '/orders/:orderId/refund-request',
      summary: 'the user asks for a refund: {reason?}',
      body: reasonSchema,
      answer: orderShape,
      handle({ params, body }) {
        console.requestRefund(known(params.orderId).orderId, body.reason);
        return known(params.orderId);
      },
    }),
    endpoint({
      method: 'POST',
      path: '/orders/:orderId/refund-approval',
      summary: 'the partner approves',
      answer: orderShape,
      handle({ params }) {
        console.approveRefund(known(params.orderId).orderId);
        return known(params.orderId);
      },
    }),
    endpoint({
      method: 'POST',
      path: '/orders/:orderId/refund-rejection',
      summary: 'the partner or the store rejects: {by?, reason}',
      body: rejectionSchema,
      answer: orderShape,
      handle({ params, body: { by, reason } }) {
        console.rejectRefund(known(params.orderId).orderId, by, reason);
        return known(params.orderId);
      },
    }),
    endpoint({
      method: 'POST',
      path: '/orders/:orderId/refund-completion',
      summary: 'the store pays back',
      answer: orderShape,
      handle: ({ params }) => console.completeRefund(known(params.orderId).orderId),
    }),
  ];
}
