import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { existingOrder } from './order-routes.js';
import { readBody } from './read-input.js';

const durationSchema = z.strictObject({ duration: z.union([z.string(), z.number()]) });
const autoRenewSchema = z.strictObject({ autoRenew: z.boolean() });
const methodSchema = z.strictObject({ state: z.enum(['works', 'declined']) });

/** `/api/subscriptions/:orderId`, `/api/users/:userKey/payment-method`: what the user does in the store. */
export function subscriptionRoutes({ world, console }: Sandbox): Hono {
  const known = (orderId: string) => existingOrder(world.store, orderId);
  return new Hono()
    .put('/subscriptions/:orderId/auto-renew', async (context) => {
      const { orderId } = known(context.req.param('orderId'));
      console.setAutoRenew(orderId, (await readBody(context, autoRenewSchema)).autoRenew);
      return context.json(known(orderId));
    })
    .post('/subscriptions/:orderId/pause', async (context) => {
      const { orderId } = known(context.req.param('orderId'));
      console.pauseSubscription(orderId, (await readBody(context, durationSchema)).duration);
      return context.json(known(orderId));
    })
    .post('/subscriptions/:orderId/extension', async (context) => {
      const { orderId } = known(context.req.param('orderId'));
      console.extendSubscription(orderId, (await readBody(context, durationSchema)).duration);
      return context.json(known(orderId));
    })
    .put('/users/:userKey/payment-method', async (context) => {
      const { state } = await readBody(context, methodSchema);
      console.setPaymentMethod(context.req.param('userKey'), state);
      return context.json({ state });
    });
}
