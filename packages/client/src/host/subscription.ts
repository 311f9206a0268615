import type { SubscriptionInfoAnswer, SubscriptionStatus } from '@ait-iap/protocol';
import { dateOf } from './host-time.js';

/** The state of a subscription. What the app does not tell is `unknown` here, and never "no": do not lock out who pays. */
export interface Subscription {
  /** The order that was asked about. */
  readonly orderId: string;
  /** One of six words, or one that came later; `UNKNOWN` where the app does not know the subscription. */
  readonly status: SubscriptionStatus | 'UNKNOWN';
  /** Whether the user may use the product now. */
  readonly isAccessible: boolean | 'unknown';
  /** Whether it will renew itself. */
  readonly isAutoRenew: boolean | 'unknown';
  /** When it ends, or renews itself; `undefined` where the app tells no time. */
  readonly expiresAt: Date | undefined;
  /** Until when a payment that failed can be made up for; `undefined` where the app tells no time. */
  readonly gracePeriodExpiresAt: Date | undefined;
  /** The platform's number for the product, which is not its sku. */
  readonly catalogId: number | undefined;
  /** Fields that this package does not know, as they came. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** The subscription of an answer. */
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
