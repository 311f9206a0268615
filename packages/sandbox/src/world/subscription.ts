import type { KnownRenewalCycle, KnownSubscriptionStatus } from '@ait-iap/protocol';

/** A subscription. It belongs to one order for its whole life: renewals keep the order id. */
export interface Subscription {
  /** The id of the subscription. */
  readonly subscriptionId: string;
  /** The platform's word for the state. */
  readonly status: KnownSubscriptionStatus;
  /** How often it renews. */
  readonly renewalCycle: KnownRenewalCycle;
  /** The offer that it started with. */
  readonly offerId?: string;
  /** When it started, in milliseconds since 1970 on the sandbox's clock, like every time below. */
  readonly startedAt: number;
  /** Renewals happen on the day of the month of this time. */
  readonly anchor: number;
  /** End of the paid period. */
  readonly expiresAt: number;
  /** Whether it renews by itself. */
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
