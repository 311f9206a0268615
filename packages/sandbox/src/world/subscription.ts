import type { KnownRenewalCycle, KnownSubscriptionStatus } from '@ait-iap/protocol';

/** A subscription. It belongs to one order for its whole life: renewals keep the order id. */
export interface Subscription {
  readonly subscriptionId: string;
  readonly status: KnownSubscriptionStatus;
  readonly renewalCycle: KnownRenewalCycle;
  readonly offerId?: string;
  readonly startedAt: number;
  /** Renewals happen on the day of the month of this time. */
  readonly anchor: number;
  /** End of the paid period. */
  readonly expiresAt: number;
  readonly autoRenew: boolean;
  /** Set while the app market retries a payment and the user still has access. */
  readonly gracePeriodExpiresAt?: number;
  /** While `ON_HOLD`: when the app market gives up and the subscription expires. */
  readonly holdEndsAt?: number;
  /** While `PAUSED`: when it resumes by itself. */
  readonly pausedUntil?: number;
  /** How many times the app market has charged for it, including the first payment. */
  readonly payments: number;
}
