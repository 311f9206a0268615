import * as z from 'zod/mini';
import { minLength } from '../text/length-checks.js';
import { purchaseResultSchema } from './purchase-result.js';

/** The events of a purchase that this package knows. */
export const PURCHASE_EVENT_TYPES = ['purchased', 'success'] as const;

const KNOWN: readonly string[] = PURCHASE_EVENT_TYPES;

/**
 * The user has paid: grant the product and answer with `processProductGrant`, within `GRANT_WINDOW_MS`.
 *
 * `subscriptionId` comes with a subscription only, and not always. The same event may come twice (observed).
 */
export const purchasedEventSchema = z.looseObject({
  type: z.literal('purchased'),
  data: z.looseObject({
    orderId: z.string().check(minLength(1)),
    subscriptionId: z.nullish(z.string()),
  }),
});

/** The purchase is finished and the grant confirmed. */
export const purchaseSuccessEventSchema = z.looseObject({
  type: z.literal('success'),
  data: purchaseResultSchema,
});

/** An event of a type that this package does not know. A malformed event of a known type does not count as one. */
export const otherPurchaseEventSchema = z.looseObject({
  type: z.string().check(z.refine((type) => !KNOWN.includes(type), 'is malformed for an event of this type')),
  data: z.optional(z.unknown()),
});

/** Any event of `requestOneTimePurchase` or `requestSubscriptionPurchase`; tell them apart with the guards. */
export const purchaseEventSchema = z.union([
  purchasedEventSchema,
  purchaseSuccessEventSchema,
  otherPurchaseEventSchema,
]);

/** See {@link purchasedEventSchema}. */
export type PurchasedEvent = z.infer<typeof purchasedEventSchema>;

/** See {@link purchaseSuccessEventSchema}. */
export type PurchaseSuccessEvent = z.infer<typeof purchaseSuccessEventSchema>;

/** See {@link otherPurchaseEventSchema}. */
export type OtherPurchaseEvent = z.infer<typeof otherPurchaseEventSchema>;

/** See {@link purchaseEventSchema}. */
export type PurchaseEvent = z.infer<typeof purchaseEventSchema>;

/** Whether the event says that the user has paid. */
export function isPurchasedEvent(event: PurchaseEvent): event is PurchasedEvent {
  return event.type === 'purchased';
}

/** Whether the event says that the purchase is finished. */
export function isPurchaseSuccessEvent(event: PurchaseEvent): event is PurchaseSuccessEvent {
  return event.type === 'success';
}
