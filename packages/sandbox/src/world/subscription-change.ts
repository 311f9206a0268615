import type { Subscription } from './subscription.js';

/** Why a subscription changed, in the words of the platform's webhook. */
export const SUBSCRIPTION_CHANGE_REASONS = [
  'CREATED',
  'RENEWED',
  'RECOVERED',
  'RESTARTED',
  'ENTERED_GRACE_PERIOD',
  'ON_HOLD',
  'PAUSED',
  'AUTO_RENEW_ENABLED',
  'AUTO_RENEW_DISABLED',
  'EXTENDED',
  'EXPIRED',
  'REVOKED',
] as const;

/** One of {@link SUBSCRIPTION_CHANGE_REASONS}. */
export type SubscriptionChangeReason = (typeof SUBSCRIPTION_CHANGE_REASONS)[number];

/** One step in the life of a subscription: what the webhook tells the partner. */
export interface SubscriptionChange {
  readonly changeReason: SubscriptionChangeReason;
  /** Absent for `CREATED`. */
  readonly previous?: Subscription;
  readonly current: Subscription;
}
