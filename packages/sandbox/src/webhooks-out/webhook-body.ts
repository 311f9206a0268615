import type {
  RegistrationVerification,
  SubscriptionStatusChanged,
  WebhookSubscriptionState,
} from '@ait-iap/protocol';
import { isAccessible } from '../app-market/subscriptions/change-subscription.js';
import type { Subscription } from '../world/subscription.js';
import type { WorldEvent } from '../world/world-event.js';

/** What is posted, in the platform's words. */
export type WebhookBody = RegistrationVerification | SubscriptionStatusChanged;

type SubscriptionEvent = Extract<WorldEvent, { type: 'SubscriptionChanged' }>;

/** The question whether a URL is the partner's. */
export function verificationBody(at: number): RegistrationVerification {
  return { eventType: 'callback.registration_verification', occurredAt: instant(at) };
}

/** One change of a subscription. The time is the one at which it happened, not at which it is sent. */
export function changeBody(event: SubscriptionEvent, sku: string): SubscriptionStatusChanged {
  const { at, orderId, changeReason, previous, current } = event;
  return {
    eventType: 'subscription.status_changed',
    eventVersion: '1.0',
    occurredAt: instant(at),
    orderId,
    sku,
    changeReason,
    subscription: { ...(previous && { previous: state(previous) }), current: state(current) },
  };
}

function state(subscription: Subscription): WebhookSubscriptionState {
  const { status, expiresAt, autoRenew } = subscription;
  return { status, accessGranted: isAccessible(subscription), expiresAt: instant(expiresAt), autoRenew };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
