import type { KnownRenewalCycle, KnownSubscriptionStatus } from '@ait-iap/protocol';

/** A subscription belongs to one order for its whole life: renewals keep the order id. */
export interface Subscription {
  readonly subscriptionId: string;
  readonly status: KnownSubscriptionStatus;
  readonly renewalCycle: KnownRenewalCycle;
  readonly offerId?: string;
  readonly startedAt: number;
  /** Renewals come back to the day of the month of this moment. */
  readonly anchor: number;
  /** End of the paid period. */
  readonly expiresAt: number;
  readonly autoRenew: boolean;
  /** Set while the store retries a payment and access goes on. */
  readonly gracePeriodExpiresAt?: number;
  /** While `ON_HOLD`: when the store gives up and the subscription expires. */
  readonly holdEndsAt?: number;
  /** While `PAUSED`: when it resumes by itself. */
  readonly pausedUntil?: number;
  /** How often the store has charged for it, the first payment included. */
  readonly payments: number;
}
