import type { OrderId } from '@ait-iap/protocol';

/** Why an order is not granted yet. Ask again; nothing is lost. */
export const PENDING_REASONS = [
  /** The platform says so: payment or grant not finished. */
  'ORDER_IN_PROGRESS',
  /** No such order, or another user's; for seconds after a checkout also this one's. */
  'NOT_FOUND',
  /** The platform reports an inconsistency of its own. */
  'ERROR',
  /** The platform's word of the first minutes, also for orders that are paid. Later it refuses. */
  'FAILED',
  /** A status that this version does not know; the raw word is in `status`. */
  'UNKNOWN_STATUS',
  /** Paid, but the platform did not say for which product. */
  'SKU_MISSING',
  /** Too many open ids of this user, or too many questions about one, that the platform has never known. Nothing was asked. */
  'TOO_MANY_UNCONFIRMED',
  /** Answers that overlapped contradict one another; the order is asked about again at once. */
  'ANSWERS_DISAGREE',
  /** The time was up before the commit. */
  'DEADLINE',
  /** `externalGrant`: promised, and the other system has not confirmed yet. */
  'DELIVERY_UNCONFIRMED',
] as const;

/** One of {@link PENDING_REASONS}. */
export type PendingReason = (typeof PENDING_REASONS)[number];

/** Why an order is not granted to this caller. */
export const REFUSED_REASONS = [
  'FAILED',
  'REFUNDED',
  'MINIAPP_MISMATCH',
  /** A person has taken the product back, or kept it back (`fulfillment.byHand.takeBack`). */
  'TAKEN_BACK',
  /** Another user has redeemed the order. */
  'OTHER_USER',
  /** The order is for another product than the caller named. Reconciliation grants the one that was paid. */
  'SKU_MISMATCH',
  /** Intents are required, and the user has none for this product. */
  'NO_INTENT',
] as const;

/** One of {@link REFUSED_REASONS}. */
export type RefusedReason = (typeof REFUSED_REASONS)[number];

interface ResultFields {
  readonly orderId: OrderId;
}

/** The product is the user's, durably. */
export interface ConfirmedGrant extends ResultFields {
  /** `granted`: by this call. `already_granted`: before it. Both are to be confirmed to the Toss app. */
  readonly outcome: 'granted' | 'already_granted';
  readonly sku: string;
  readonly grantedAt: Date;
}

/** Not decided yet. Confirm nothing; the order stays pending in the Toss app and is asked about again. */
export interface PendingGrant extends ResultFields {
  readonly outcome: 'pending';
  readonly reason: PendingReason;
  /** The platform's word, raw, where it gave one. */
  readonly status?: string;
}

/** Not granted to this caller. Confirm nothing. */
export interface RefusedGrant extends ResultFields {
  readonly outcome: 'refused';
  readonly reason: RefusedReason;
  readonly status?: string;
}

/** How a grant ended. Only {@link ConfirmedGrant} may be confirmed to the Toss app, which is irreversible. */
export type GrantResult = ConfirmedGrant | PendingGrant | RefusedGrant;
