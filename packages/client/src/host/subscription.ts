import type { SubscriptionInfoAnswer, SubscriptionStatus } from '@ait-iap/protocol';
import { dateOf } from './host-time.js';

/**
 * The state of a subscription. If the app does not tell something, it is `unknown` here and never "no": do not lock out
 * users who pay.
 */
export interface Subscription {
  /** The order with which it was bought. */
  readonly orderId: string;
  /** One of six words, or an unknown one. `UNKNOWN` if the app does not know the subscription. */
  readonly status: SubscriptionStatus | 'UNKNOWN';
  /** Whether the user may use the product now. */
  readonly isAccessible: boolean | 'unknown';
  /** Whether it will renew automatically. */
  readonly isAutoRenew: boolean | 'unknown';
  /** When it ends or renews. `undefined` if the app tells no time. */
  readonly expiresAt: Date | undefined;
  /** Until when a failed payment can still be made. `undefined` if the app tells no time. */
  readonly gracePeriodExpiresAt: Date | undefined;
  /** The platform's number for the product, which is not its sku. */
  readonly catalogId: number | undefined;
  /** Fields that this package does not know, as they came. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** Makes a subscription from an answer. */
export function toSubscription(orderId: string, { subscription }: SubscriptionInfoAnswer): Subscription {
  const { status, isAccessible, isAutoRenew, expiresAt, gracePeriodExpiresAt, catalogId, ...extra } = Object(
    subscription,
  ) as Readonly<Record<string, unknown>>;
  return {
    orderId,
    status: typeof status === 'string' && status ? status : 'UNKNOWN',
    isAccessible: typeof isAccessible === 'boolean' ? isAccessible : 'unknown',
    isAutoRenew: typeof isAutoRenew === 'boolean' ? isAutoRenew : 'unknown',
    expiresAt: timeOf(expiresAt),
    gracePeriodExpiresAt: timeOf(gracePeriodExpiresAt),
    catalogId: typeof catalogId === 'number' ? catalogId : undefined,
    extra,
  };
}

function timeOf(value: unknown): Date | undefined {
  return typeof value === 'string' ? dateOf(value) : undefined;
}
