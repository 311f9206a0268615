import * as z from 'zod/mini';
import type { KnownFields } from '../known-fields.js';
import type { SubscriptionStatus } from './subscription-status.js';

const subscriptionStatusSchema: z.ZodMiniType<SubscriptionStatus, SubscriptionStatus> = z.string();

/** The state of one subscription as it arrives from the Toss app; a missing time becomes null. */
export const subscriptionInfoSchema = z.looseObject({
  /** The platform's number for the product; not its sku. */
  catalogId: z.number(),
  status: subscriptionStatusSchema,
  /** ISO 8601; null when there is none. */
  expiresAt: z._default(z.nullable(z.string()), null),
  isAutoRenew: z.boolean(),
  /** ISO 8601; null when there is none. */
  gracePeriodExpiresAt: z._default(z.nullable(z.string()), null),
  /** Whether the user may use the product now. */
  isAccessible: z.boolean(),
});

const noSubscriptionSchema = z
  .looseObject({})
  .check(z.refine((value) => !('status' in value), 'is malformed for a subscription'));

/**
 * The answer of `getSubscriptionInfo`.
 *
 * Real devices answer `{}` for a subscription they do not know (observed), with or without the `subscription`
 * around it; both pass, and {@link knownSubscription} reads them.
 */
export const subscriptionInfoAnswerSchema = z.looseObject({
  subscription: z.nullish(z.union([subscriptionInfoSchema, noSubscriptionSchema])),
});

/** The state of one subscription; assignable to the official SDK's result type. */
export type SubscriptionInfo = KnownFields<z.infer<typeof subscriptionInfoSchema>>;

/** See {@link subscriptionInfoAnswerSchema}. */
export interface SubscriptionInfoAnswer {
  /** Missing, null or empty if the app does not know the subscription. */
  subscription?: SubscriptionInfo | { status?: never } | null | undefined;
}

/**
 * The subscription in an answer, or `undefined` if the Toss app did not know it.
 *
 * `undefined` means "not known at the moment". It does not mean "not subscribed": users who have paid would lose their access.
 */
export function knownSubscription(answer: SubscriptionInfoAnswer): SubscriptionInfo | undefined {
  const { subscription } = answer;
  return subscription && 'status' in subscription ? (subscription as SubscriptionInfo) : undefined;
}
