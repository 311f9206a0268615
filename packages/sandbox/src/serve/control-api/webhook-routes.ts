import { maxLength, minLength } from '@ait-iap/protocol';
import * as z from 'zod/mini';
import type { WebhookSender } from '../../webhooks-out/webhook-sender.js';
import type { WebhookTarget } from '../../webhooks-out/webhook-target.js';
import { deliveryShape, registeredShape, webhooksShape } from './answers/webhook-shapes.js';
import { type Endpoint, endpoint } from './endpoint.js';

/** The `Authorization` header that the sandbox sends to the URL. */
export const authorizationSchema = z.strictObject({
  scheme: z.enum(['basic', 'bearer']),
  value: z.string().check(minLength(1), maxLength(1_000)),
});

const targetSchema = z.strictObject({
  url: z.string().check(minLength(1), maxLength(2_000)),
  authorization: z.optional(authorizationSchema),
});

/** The header is never returned, because it is a secret of the partner's backend. */
function shown(target: WebhookTarget | undefined) {
  if (!target) return null;
  const { url, active, authorization } = target;
  return { url, active, ...(authorization && { authorization: authorization.scheme }) };
}

/** `/webhooks`: where webhooks go, what was sent, and sending it again. */
export function webhookRoutes(webhooks: WebhookSender): readonly Endpoint[] {
  const state = () => ({ target: shown(webhooks.target()), deliveries: webhooks.deliveries() });
  return [
    endpoint({
      method: 'GET',
      path: '/webhooks',
      summary: 'where webhooks go and what became of each',
      answer: webhooksShape,
      handle: state,
    }),
    endpoint({
      method: 'PUT',
      path: '/webhooks',
      summary: 'registers a URL and verifies it: {url, authorization?: {scheme, value}}',
      body: targetSchema,
      answer: registeredShape,
      async handle({ body: { url, authorization } }) {
        const verification = await webhooks.register({ url, ...(authorization && { authorization }) });
        return { target: shown(webhooks.target()), verification };
      },
    }),
    endpoint({
      method: 'DELETE',
      path: '/webhooks',
      summary: 'sends no more webhooks',
      answer: webhooksShape,
      handle() {
        webhooks.unregister();
        return state();
      },
    }),
    endpoint({
      method: 'POST',
      path: '/webhooks/deliveries/:id/redelivery',
      summary: 'sends one again',
      answer: deliveryShape,
      handle: ({ params }) => webhooks.redeliver(params.id),
    }),
  ];
}
