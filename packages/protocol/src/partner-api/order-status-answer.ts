import * as z from 'zod/mini';
import type { OrderStatus } from '../orders/order-status.js';

const orderStatusSchema: z.ZodMiniType<OrderStatus, OrderStatus> = z.string().check(z.minLength(1));

/**
 * What `get-order-status` tells about one order: the `success` part of the envelope.
 *
 * `sku` and `statusDeterminedAt` (later docs) are left out for NOT_FOUND, MINIAPP_MISMATCH and ERROR.
 * An unknown status passes and keeps its word; see `isGrantable`.
 */
export const orderStatusAnswerSchema = z.looseObject({
  /** The order that was asked for. Compare it: an answer for another order is no answer. */
  orderId: z.string().check(z.minLength(1)),
  status: orderStatusSchema,
  /** The platform's own words for the status, in Korean. */
  reason: z.nullish(z.string()),
  sku: z.nullish(z.string()),
  /** Since when the status holds: ISO 8601, often without a zone. Read it with `parseStatusDeterminedAt`. */
  statusDeterminedAt: z.nullish(z.string()),
});

/** What `get-order-status` tells about one order. */
export type OrderStatusAnswer = z.infer<typeof orderStatusAnswerSchema>;
