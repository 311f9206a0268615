import * as z from 'zod/mini';
import type { KnownFields } from '../known-fields.js';
import { minLength } from '../text/length-checks.js';

/**
 * What the Toss app tells about a finished purchase: the `data` of the success event, and the answer of the
 * legacy method `iapCreateOneTimePurchaseOrder`.
 *
 * Only for the screen. It comes from the device, so it is no proof of a payment. Real devices add
 * keys such as `orderIds` (observed); they are kept. A missing `miniAppIconUrl` becomes null.
 */
export const purchaseResultSchema = z.looseObject({
  orderId: z.string().check(minLength(1)),
  displayName: z.string(),
  /** The price with its currency, such as `1,000원`. */
  displayAmount: z.string(),
  /** The price as a number in the currency's main unit; with `fraction` 0 it is whole. */
  amount: z.number(),
  /** ISO 4217, such as `KRW`. */
  currency: z.string(),
  /** How many decimal places to show: 0 for KRW. */
  fraction: z.number(),
  miniAppIconUrl: z._default(z.nullable(z.string()), null),
});

/** What the Toss app tells about a finished purchase; assignable to the official SDK's result type. */
export type PurchaseResult = KnownFields<z.infer<typeof purchaseResultSchema>>;
