import type {
  RegistrationVerification,
  SubscriptionStatusChanged,
  WebhookSubscriptionState,
} from '@ait-iap/protocol';
import { isAccessible } from '../app-market/subscriptions/change-subscription.js';
import type { Subscription } from '../world/subscription.js';
import type { WorldEvent } from '../world/world-event.js';

/** The body that is posted, in the platform's format. */
export type WebhookBody = RegistrationVerification | SubscriptionStatusChanged;

type SubscriptionEvent = Extract<WorldEvent, { type: 'SubscriptionChanged' }>;

/** The verification request for a URL. */
export function verificationBody(at: number): RegistrationVerification {
  return { eventType: 'callback.registration_verification', occurredAt: instant(at) };
}

/** One change of a subscription. The time is when it happened, not when it is sent. */
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
