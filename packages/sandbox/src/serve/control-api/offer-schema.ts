import { maxLength, minLength } from '@ait-iap/protocol';
import * as z from 'zod/mini';
import { isPeriod } from '../../clock/period.js';

const text = (most: number) => z.string().check(minLength(1), maxLength(most));

/** An ISO 8601 duration such as `P1W`. */
const period = z
  .string()
  .check(z.refine(isPeriod, 'is not a duration of up to ten years such as P1W or P1M'));

/** An offer of a subscription. */
export const offerBodySchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('FREE_TRIAL'), offerId: text(100), period }),
  z.strictObject({
    type: z.enum(['NEW_SUBSCRIPTION', 'RETURNING']),
    offerId: text(100),
    period,
    supplyPrice: z.int().check(z.gte(0)),
  }),
]);
