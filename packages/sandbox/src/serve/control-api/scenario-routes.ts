import { maxLength, minLength } from '@ait-iap/protocol';
import * as z from 'zod/mini';
import type { Sandbox } from '../../sandbox/sandbox.js';
import type { WebhookSender } from '../../webhooks-out/webhook-sender.js';
import { playScenario } from '../scenarios/play-scenario.js';
import { SCENARIOS } from '../scenarios/scenario.js';
import { deliveryShape } from './answers/webhook-shapes.js';
import { type Endpoint, endpoint } from './endpoint.js';
import { authorizationSchema } from './webhook-routes.js';

const playSchema = z.strictObject({
  webhookUrl: z.optional(z.string().check(minLength(1), maxLength(2_000))),
  authorization: z.optional(authorizationSchema),
  userKey: z.optional(z.string().check(minLength(1))),
  sku: z.optional(z.string()),
});

const scenariosShape = z.looseObject({
  scenarios: z.array(
    z.looseObject({ name: z.string(), ko: z.string(), en: z.string(), tells: z.array(z.string()) }),
  ),
});

const playedShape = z.looseObject({
  scenario: z.string(),
  orderId: z.string(),
  userKey: z.string(),
  deliveries: z.array(deliveryShape),
});

/** `/scenarios`: stories for a partner's webhook. */
export function scenarioRoutes(parts: {
  readonly sandbox: Sandbox;
  readonly webhooks: WebhookSender;
}): readonly Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/scenarios',
      summary: 'stories of a subscription, and the webhooks that each of them sends',
      answer: scenariosShape,
      handle: () => ({
        scenarios: Object.entries(SCENARIOS).map(([name, { ko, en, tells }]) => ({ name, ko, en, tells })),
      }),
    }),
    endpoint({
      method: 'POST',
      path: '/scenarios/:name',
      summary:
        'plays one against your webhook: {webhookUrl?, authorization?, userKey?, sku?}; the clock moves on',
      body: playSchema,
      answer: playedShape,
      handle: ({ params: { name }, body }) => playScenario(parts, name, body),
    }),
  ];
}
