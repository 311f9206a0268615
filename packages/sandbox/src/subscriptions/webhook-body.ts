import type { SubscriptionStatusChanged, WebhookSubscriptionState } from '@ait-iap/protocol';
import { koreanTimeWithOffset } from '../clock/korean-time.js';
import type { Subscription } from '../world/subscription.js';
import type { WorldEvent } from '../world/world-event.js';
import { isAccessible } from './change-subscription.js';

/** The body of the webhook that tells a change (later docs). Pure: the sender adds the header and the tries. */
export function toWebhookBody(
  event: Extract<WorldEvent, { type: 'SubscriptionChanged' }>,
  sku: string,
): SubscriptionStatusChanged {
  const { at, orderId, changeReason, previous, current } = event;
  return {
    eventType: 'subscription.status_changed',
    eventVersion: '1.0',
    occurredAt: koreanTimeWithOffset(at),
    orderId,
    sku,
    changeReason,
    subscription: {
      ...(previous !== undefined && { previous: toState(previous) }),
      current: toState(current),
    },
  };
}

function toState(subscription: Subscription): WebhookSubscriptionState {
  const { status, expiresAt, autoRenew } = subscription;
  return {
    status,
    accessGranted: isAccessible(subscription),
    expiresAt: koreanTimeWithOffset(expiresAt),
    autoRenew,
  };
}
