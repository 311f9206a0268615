import * as z from 'zod/mini';
import { orderIdSchema } from '../orders/order-id-schema.js';
import { isSku } from '../products/sku.js';
import { GRANT_WINDOW_MS } from '../purchase/grant-window.js';
import { maxLength, minLength } from '../text/length-checks.js';

const skuSchema = z.string().check(z.refine(isSku, 'is not a sku'));
const subscriptionIdSchema = z.string().check(minLength(1), maxLength(200));

/**
 * What the mini-app's client posts to the partner backend's `POST /grant`: please grant this order.
 *
 * It proves nothing. The backend takes the user from its own session, and asks the partner API whether the order is paid.
 */
export const grantRequestSchema = z.looseObject({
  orderId: orderIdSchema,
  /** The product the client believes was bought; the partner API's word decides. */
  sku: z.optional(skuSchema),
  /** The id of the subscription, if the Toss app sent one. */
  subscriptionId: z.optional(subscriptionIdSchema),
  /**
   * How much of the grant window is left, in whole milliseconds, 1 to `GRANT_WINDOW_MS`. It is a duration and not a time,
   * because two machines have different clocks. Left out when there is no deadline (recovery).
   */
  remainingMs: z.optional(z.int().check(z.gte(1), z.lte(GRANT_WINDOW_MS))),
});

/** The request as it was read: its order id in lower case. */
export type GrantRequestBody = z.infer<typeof grantRequestSchema>;

/** The request as a client writes it. */
export type GrantRequestInput = z.input<typeof grantRequestSchema>;
