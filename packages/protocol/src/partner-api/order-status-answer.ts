import * as z from 'zod/mini';
import { lenientText } from '../lenient-text.js';
import type { OrderStatus } from '../orders/order-status.js';
import { minLength } from '../text/length-checks.js';

const orderStatusSchema: z.ZodMiniType<OrderStatus, OrderStatus> = z.string().check(minLength(1));

/**
 * What `get-order-status` tells about one order: the `success` part of the envelope.
 *
 * Only `orderId` and `status` decide, so only they are checked. Any other field that is not a text is read as missing.
 *
 * `sku` and `statusDeterminedAt` (later docs) are left out for NOT_FOUND, MINIAPP_MISMATCH and ERROR.
 * An unknown status passes and keeps its word; see `isGrantable`.
 */
export const orderStatusAnswerSchema = z.looseObject({
  /** The order that was asked for. Compare it: an answer for another order is no answer. */
  orderId: z.string().check(minLength(1)),
  status: orderStatusSchema,
  /** The platform's own words for the status, in Korean. */
  reason: lenientText,
  /** May be empty: see {@link skuOf}. */
  sku: lenientText,
  /** Since when the status holds: ISO 8601, often without a zone. Read it with `parseStatusDeterminedAt`. */
  statusDeterminedAt: lenientText,
});

/** What `get-order-status` tells about one order. */
export type OrderStatusAnswer = z.infer<typeof orderStatusAnswerSchema>;

const VISIBLE = /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u;

/** The product of an answer, or `undefined` if the platform named none: the field is not a text, or it is blank. */
export function skuOf({ sku }: { readonly sku?: unknown }): string | undefined {
  return typeof sku === 'string' && VISIBLE.test(sku) ? sku : undefined;
}
