/** The status of a subscription, in the words of `getSubscriptionInfo`. */
export const SUBSCRIPTION_STATES = [
  'ACTIVE',
  'EXPIRED',
  'IN_GRACE_PERIOD',
  'ON_HOLD',
  'PAUSED',
  'REVOKED',
] as const;

/** One of {@link SUBSCRIPTION_STATES}. */
export type SubscriptionState = (typeof SUBSCRIPTION_STATES)[number];

/** A subscription belongs to one order for its whole life: renewals keep the order id. */
export interface Subscription {
  readonly subscriptionId: string;
  readonly status: SubscriptionState;
  readonly renewalCycle: 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly offerId?: string;
  readonly startedAt: number;
  /** End of the paid period. */
  readonly expiresAt: number;
  readonly autoRenew: boolean;
  /** Set while the store retries a payment and access goes on. */
  readonly gracePeriodExpiresAt?: number;
  /** When a hold ends the subscription, or a pause resumes it. */
  readonly pausedUntil?: number;
  readonly holdEndsAt?: number;
  /** How often the store has charged for it, the first payment included. */
  readonly payments: number;
}
