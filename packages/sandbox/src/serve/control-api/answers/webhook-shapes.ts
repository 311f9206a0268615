import * as z from 'zod/mini';
import { instant, named } from './named.js';

const attempt = z.looseObject({
  at: instant,
  status: z.exactOptional(z.int()),
  error: z.exactOptional(z.string()),
  byHand: z.exactOptional(z.literal(true)),
});

/** A webhook and its attempts. */
export const deliveryShape = named(
  'WebhookDelivery',
  z.looseObject({
    id: z.string(),
    body: z.looseObject({ eventType: z.string(), occurredAt: z.string() }),
    state: z.enum(['waiting', 'delivered', 'failed']),
    attempts: z.array(attempt),
    nextAt: z.exactOptional(instant),
  }),
);

const target = z.nullable(
  z.looseObject({
    url: z.string(),
    active: z.boolean(),
    authorization: z.exactOptional(z.enum(['basic', 'bearer'])),
  }),
);

/** The target of webhooks, and the webhooks that were sent. */
export const webhooksShape = z.looseObject({ target, deliveries: z.array(deliveryShape) });

/** A URL and the result of its verification. */
export const registeredShape = z.looseObject({ target, verification: deliveryShape });
