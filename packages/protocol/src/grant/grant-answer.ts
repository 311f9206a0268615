import * as z from 'zod/mini';
import { orderIdSchema } from '../orders/order-id-schema.js';
import { minLength } from '../text/length-checks.js';
import type { GrantOutcome } from './grant-outcome.js';

const outcomeSchema: z.ZodMiniType<GrantOutcome, GrantOutcome> = z.string().check(minLength(1));

/** What the partner backend answers to `POST /grant`. */
export const grantAnswerSchema = z.looseObject({
  /** The order that was asked for. Compare it: an answer for another order is no answer. */
  orderId: orderIdSchema,
  outcome: outcomeSchema,
  /** Why it is pending or refused, as one word for programs, such as the platform's status. */
  reason: z.nullish(z.string()),
});

/** The answer as it was read. */
export type GrantAnswer = z.infer<typeof grantAnswerSchema>;

/** The answer as a backend writes it. */
export type GrantAnswerInput = z.input<typeof grantAnswerSchema>;
