import * as z from 'zod/mini';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { orderShape } from './answers/order-shapes.js';
import { type Endpoint, endpoint } from './endpoint.js';
import { existingOrder } from './existing-order.js';

const durationSchema = z.strictObject({ duration: z.union([z.string(), z.number()]) });
const autoRenewSchema = z.strictObject({ autoRenew: z.boolean() });
const methodSchema = z.strictObject({ state: z.enum(['works', 'declined']) });

/** `/subscriptions/:orderId`, `/users/:userKey/payment-method`: what the user does in the store. */
export function subscriptionRoutes({ world, console }: Sandbox): readonly Endpoint[] {
  const known = (orderId: string) => existingOrder(world.store, orderId);
  return [
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
