import * as z from 'zod/mini';
import { minLength } from '../text/length-checks.js';
import type { ChangeReason } from './change-reason.js';
import type { SubscriptionStatus } from './subscription-status.js';

/** The webhook events that this package knows (later docs). */
export const WEBHOOK_EVENT_TYPES = [
  'callback.registration_verification',
  'subscription.status_changed',
] as const;

const KNOWN: readonly string[] = WEBHOOK_EVENT_TYPES;
/** A text that decides nothing. A value that is not a text is read as missing. */
const optionalText = z.catch(z.optional(z.string()), undefined);
const statusSchema: z.ZodMiniType<SubscriptionStatus, SubscriptionStatus> = z.string();
const changeReasonSchema: z.ZodMiniType<ChangeReason> = z.catch(z.string(), '');

/**
 * The state of a subscription before or after a change. Only what decides is checked: an `expiresAt` or `autoRenew` of
 * another type is read as missing.
 */
export const webhookSubscriptionStateSchema = z.looseObject({
  status: statusSchema,
  /** Whether the user may use the product. */
  accessGranted: z.boolean(),
  /** ISO 8601; null when there is none. */
  expiresAt: z.catch(z._default(z.nullable(z.string()), null), null),
  autoRenew: z.catch(z.optional(z.boolean()), undefined),
});

/** The first call to a new address; it has to be answered with success for the address to become active. */
export const registrationVerificationSchema = z.looseObject({
  eventType: z.literal('callback.registration_verification'),
  /** ISO 8601. */
  occurredAt: optionalText,
});

/**
 * A subscription changed.
 *
 * There is no signature and no event id: the event may come twice and out of order, and
 * `(orderId, eventType, occurredAt, changeReason)` is the only key. It is a reason to ask, not evidence.
 * Order, time and current state decide, so they are checked. Any other malformed field is read as missing.
 */
export const subscriptionStatusChangedSchema = z.looseObject({
  eventType: z.literal('subscription.status_changed'),
  /** `1.0` when this was written. */
  eventVersion: optionalText,
  /** ISO 8601. */
  occurredAt: z.string().check(minLength(1)),
  orderId: z.string().check(minLength(1)),
  sku: optionalText,
  /** Empty when the platform gave none. */
  changeReason: changeReasonSchema,
  subscription: z.looseObject({
    /** Missing when the subscription was just created, or when it could not be read. */
    previous: z.catch(z.nullish(webhookSubscriptionStateSchema), undefined),
    current: webhookSubscriptionStateSchema,
  }),
});

/** An event of a type that this package does not know. A malformed event of a known type does not count as one. */
export const otherWebhookEventSchema = z.looseObject({
  eventType: z
    .string()
    .check(z.refine((type) => !KNOWN.includes(type), 'is malformed for an event of this type')),
});

/** Any body of the subscription webhook; tell them apart with the guards. */
export const webhookEventSchema = z.union([
  registrationVerificationSchema,
  subscriptionStatusChangedSchema,
  otherWebhookEventSchema,
]);

/** See {@link webhookSubscriptionStateSchema}. */
export type WebhookSubscriptionState = z.infer<typeof webhookSubscriptionStateSchema>;

/** See {@link registrationVerificationSchema}. */
export type RegistrationVerification = z.infer<typeof registrationVerificationSchema>;

/** See {@link subscriptionStatusChangedSchema}. */
export type SubscriptionStatusChanged = z.infer<typeof subscriptionStatusChangedSchema>;

/** See {@link otherWebhookEventSchema}. */
export type OtherWebhookEvent = z.infer<typeof otherWebhookEventSchema>;

/** See {@link webhookEventSchema}. */
export type WebhookEvent = z.infer<typeof webhookEventSchema>;

/** Whether the event only checks that the address is ours. */
export function isRegistrationVerification(event: WebhookEvent): event is RegistrationVerification {
  return event.eventType === 'callback.registration_verification';
}

/** Whether the event says that a subscription changed. */
export function isSubscriptionStatusChanged(event: WebhookEvent): event is SubscriptionStatusChanged {
  return event.eventType === 'subscription.status_changed';
}
