import * as z from 'zod/mini';
import type { KnownFields } from '../known-fields.js';
import { minLength } from '../text/length-checks.js';

/**
 * One order that is paid and not confirmed yet, as it arrives from the Toss app.
 *
 * `sku` and `paymentCompletedDate` are missing on some devices (observed), though the official types promise
 * them. The list does not say which orders are subscriptions. Right after a checkout it can be late (reported).
 */
export const pendingOrderSchema = z.looseObject({
  orderId: z.string().check(minLength(1)),
  sku: z.nullish(z.string()),
  /** ISO 8601, often without a zone. */
  paymentCompletedDate: z.nullish(z.string()),
});

/** The answer of `getPendingOrders`. */
export const pendingOrdersSchema = z.looseObject({ orders: z.array(pendingOrderSchema) });

/** One pending order as it arrives. */
export type PendingOrderWire = KnownFields<z.infer<typeof pendingOrderSchema>>;

/** The list of pending orders as it arrives. */
export interface PendingOrdersWire {
  /** The orders. */
  orders: PendingOrderWire[];
}
