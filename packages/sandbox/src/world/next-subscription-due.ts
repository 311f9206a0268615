import type { Subscription } from './subscription.js';

/** When a subscription next changes by itself. `undefined` for one that has ended. */
export function nextSubscriptionDue(subscription: Subscription | undefined): number | undefined {
  switch (subscription?.status) {
    case 'ACTIVE':
      return subscription.expiresAt;
    case 'IN_GRACE_PERIOD':
      return subscription.gracePeriodExpiresAt;
    case 'ON_HOLD':
      return subscription.holdEndsAt;
    case 'PAUSED':
      return subscription.pausedUntil;
    default:
      return undefined;
  }
}
