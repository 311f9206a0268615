import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { WebhookSender } from '../../webhooks-out/webhook-sender.js';
import type { WebhookTarget } from '../../webhooks-out/webhook-target.js';
import { readBody } from './read-input.js';

const targetSchema = z.strictObject({
  url: z.string().check(z.minLength(1), z.maxLength(2_000)),
  authorization: z.optional(
    z.strictObject({
      scheme: z.enum(['basic', 'bearer']),
      value: z.string().check(z.minLength(1), z.maxLength(1_000)),
    }),
  ),
});

/** What was chosen as the header is not read back: it is a secret of the partner's backend. */
function shown(target: WebhookTarget | undefined) {
  if (!target) return null;
  const { url, active, authorization } = target;
  return { url, active, ...(authorization && { authorization: authorization.scheme }) };
}

/** `/api/webhooks`: where webhooks go, what was sent, and sending it again. */
export function webhookRoutes(webhooks: WebhookSender): Hono {
  const state = () => ({ target: shown(webhooks.target()), deliveries: webhooks.deliveries() });
  return new Hono()
    .get('/', (context) => context.json(state()))
    .put('/', async (context) => {
      const { url, authorization } = await readBody(context, targetSchema);
      const verification = await webhooks.register({ url, ...(authorization && { authorization }) });
      return context.json({ target: shown(webhooks.target()), verification });
    })
    .delete('/', (context) => {
      webhooks.unregister();
      return context.json(state());
    })
    .post('/deliveries/:id/redelivery', async (context) =>
      context.json(await webhooks.redeliver(context.req.param('id'))),
    );
}
