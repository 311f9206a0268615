import { Hono } from 'hono';
import * as z from 'zod/mini';
import { type OrderFilter, walkOrders } from '../../sandbox/all-orders.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { chargeOf } from '../../world/charge.js';
import type { Order } from '../../world/order.js';
import { REFUND_REASONS } from '../../world/refund.js';
import type { OrderQuery, WorldStore } from '../../world/world-store.js';
import { ControlError } from './control-error.js';
import { limitSchema } from './page-query.js';
import { readBody, readQuery } from './read-input.js';

const ordersQuery = z.strictObject({
  userKey: z.optional(z.string()),
  sku: z.optional(z.string()),
  state: z.optional(z.enum(['ORDER_IN_PROGRESS', 'PAYMENT_COMPLETED', 'PURCHASED', 'FAILED', 'REFUNDED'])),
  refund: z.optional(z.enum(['any', 'REQUESTED', 'STORE_REVIEW', 'COMPLETED', 'REJECTED'])),
  before: z.optional(z.coerce.number().check(z.int(), z.gte(1))),
  limit: limitSchema,
});

const chargesQuery = z.strictObject({
  userKey: z.optional(z.string()),
  sku: z.optional(z.string()),
  before: z.optional(z.coerce.number().check(z.int(), z.gte(1))),
  limit: limitSchema,
});

const reasonSchema = z.strictObject({ reason: z.optional(z.enum(REFUND_REASONS)) });
const rejectionSchema = z.strictObject({
  by: z._default(z.enum(['STORE', 'PARTNER']), 'PARTNER'),
  reason: z.string().check(z.minLength(1), z.maxLength(200)),
});

/** `/api/orders`: lists orders, newest first, reads one, and does what can be done to one after the payment. */
export function orderRoutes({ world, console, refund }: Sandbox): Hono {
  const { store } = world;
  const known = (orderId: string) => existingOrder(store, orderId);
  return new Hono()
    .get('/', (context) => {
      const query = readQuery(context, ordersQuery);
      const orders = store.orders(query as OrderQuery);
      return context.json({
        orders,
        ...(orders.length === query.limit ? { before: orders.at(-1)?.number } : {}),
      });
    })
    .get('/:orderId', (context) => context.json(known(context.req.param('orderId'))))
    .post('/:orderId/refund', async (context) => {
      const { orderId } = known(context.req.param('orderId'));
      const { reason } = await readBody(context, reasonSchema);
      return context.json(refund(orderId, reason));
    })
    .post('/:orderId/refund-request', async (context) => {
      const { orderId } = known(context.req.param('orderId'));
      console.requestRefund(orderId, (await readBody(context, reasonSchema)).reason);
      return context.json(known(orderId));
    })
    .post('/:orderId/refund-approval', (context) => {
      const { orderId } = known(context.req.param('orderId'));
      console.approveRefund(orderId);
      return context.json(known(orderId));
    })
    .post('/:orderId/refund-rejection', async (context) => {
      const { orderId } = known(context.req.param('orderId'));
      const { by, reason } = await readBody(context, rejectionSchema);
      console.rejectRefund(orderId, by, reason);
      return context.json(known(orderId));
    })
    .post('/:orderId/refund-completion', (context) => {
      const { orderId } = known(context.req.param('orderId'));
      return context.json(console.completeRefund(orderId));
    })
    .post('/:orderId/payment-approval', (context) => {
      const { orderId } = known(context.req.param('orderId'));
      return context.json(console.approvePayment(orderId));
    })
    .post('/:orderId/payment-record', (context) => {
      const { orderId } = known(context.req.param('orderId'));
      return context.json(console.recordPayment(orderId));
    });
}

/** `/api/charges`: what was taken from users, newest first. */
export function chargeRoutes({ world }: Sandbox): Hono {
  return new Hono().get('/', (context) => {
    const { before, limit, ...filter } = readQuery(context, chargesQuery);
    const paid: Order[] = [];
    for (const order of walkOrders(world.store, filter as OrderFilter, before)) {
      if (order.paidAt !== undefined) paid.push(order);
      if (paid.length === limit) break;
    }
    const rest = paid.length === limit ? { before: paid.at(-1)?.number } : {};
    return context.json({ charges: paid.map(chargeOf), ...rest });
  });
}

/** @throws ControlError `ORDER_NOT_FOUND` */
export function existingOrder(store: WorldStore, orderId: string): Order {
  const order = store.order(orderId);
  if (order) return order;
  throw new ControlError(
    404,
    'ORDER_NOT_FOUND',
    'Failed to find the order: there is none with this id.',
    'orderId',
  );
}
