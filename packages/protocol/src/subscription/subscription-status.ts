import { isWordOf, type OpenWord } from '../open-word.js';

/** The states of a subscription (observed in the official SDK 2.10.8). */
export const SUBSCRIPTION_STATUSES = [
  'ACTIVE',
  'EXPIRED',
  'IN_GRACE_PERIOD',
  'ON_HOLD',
  'PAUSED',
  'REVOKED',
] as const;

/** A subscription status that was known when this was written. */
export type KnownSubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

/**
 * The state of a subscription: one of {@link SUBSCRIPTION_STATUSES}, or a word that came later.
 *
 * Do not derive from this word whether the user may use it now: `isAccessible` and `accessGranted` say that.
 */
export type SubscriptionStatus = OpenWord<KnownSubscriptionStatus>;

/** Whether this package knows the word. */
export function isKnownSubscriptionStatus(status: string): status is KnownSubscriptionStatus {
  return isWordOf(SUBSCRIPTION_STATUSES, status);
}
