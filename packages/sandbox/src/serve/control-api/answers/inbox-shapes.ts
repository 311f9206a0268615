import * as z from 'zod/mini';
import { instant } from './named.js';
import { orderShape } from './order-shapes.js';
import { refundRequestShape } from './payment-shapes.js';
import { wireEventShape, worldEventShape } from './world-shapes.js';

/** Everything about one order. */
export const timelineShape = z.looseObject({
  order: orderShape,
  events: z.array(worldEventShape),
  wire: z.array(wireEventShape),
  refunds: z.array(refundRequestShape),
});

/** The pushes of a user. */
export const inboxShape = z.looseObject({
  pushes: z.array(z.looseObject({ seq: z.int(), at: instant, orderId: z.string(), text: z.string() })),
});

/** The e-mails to the partner. */
export const mailsShape = z.looseObject({
  mails: z.array(z.looseObject({ at: instant, subject: z.string(), text: z.string() })),
});
