import type { OrderId } from '@ait-iap/protocol';

/** Why an order is not granted yet. Ask again. Nothing is lost. */
export const PENDING_REASONS = [
  /** The platform says that the payment or the grant is not finished. */
  'ORDER_IN_PROGRESS',
  /**
   * The order does not exist or belongs to another user. For some seconds after a checkout, the platform also says it
   * about the right user's order.
   */
  'NOT_FOUND',
  /** The platform reports an internal inconsistency. */
  'ERROR',
  /** FAILED, within the first minutes. The platform says it about paid orders too. Later such an order is refused. */
  'FAILED',
  /** A status that this version does not know. The word is in `status`. */
  'UNKNOWN_STATUS',
  /** Paid, but the platform did not name the product. */
  'SKU_MISSING',
  /**
   * This user has too many open order ids that the platform does not know, or asked about one of them too often. The
   * platform was not asked.
   */
  'TOO_MANY_UNCONFIRMED',
  /** Two answers that overlapped contradict each other. The order is checked again at once. */
  'ANSWERS_DISAGREE',
  /** The time was up before the commit. */
  'DEADLINE',
  /** `externalGrant`: the other system has not confirmed yet. */
  'DELIVERY_UNCONFIRMED',
] as const;

/** One of {@link PENDING_REASONS}. */
export type PendingReason = (typeof PENDING_REASONS)[number];

/** Why an order is not granted to this caller. */
export const REFUSED_REASONS = [
  'FAILED',
  'REFUNDED',
  'MINIAPP_MISMATCH',
  /** A person has taken the product back or blocked it (`fulfillment.byHand.takeBack`). */
  'TAKEN_BACK',
  /** Another user has redeemed the order. */
  'OTHER_USER',
  /** The order is for a different product than the caller named. Reconciliation grants the product that was paid. */
  'SKU_MISMATCH',
  /** Intents are required, and the user has no open intent for this product. */
  'NO_INTENT',
] as const;

/** One of {@link REFUSED_REASONS}. */
export type RefusedReason = (typeof REFUSED_REASONS)[number];

/** The fields of every result. */
interface ResultFields {
  /** The order of the request, in lower case. */
  readonly orderId: OrderId;
}

/** The product is durably granted to the user. */
export interface ConfirmedGrant extends ResultFields {
  /** `granted`: by this call. `already_granted`: by an earlier one. Confirm both to the Toss app. */
  readonly outcome: 'granted' | 'already_granted';
  /** The product that was granted. */
  readonly sku: string;
  /** The time of the grant, as it is in the ledger. */
  readonly grantedAt: Date;
}

/**
 * Not decided yet. Do not confirm it. The order stays pending in the Toss app and is checked again. In this package,
 * `pending` means "undecided": the order may turn out to be unpaid.
 */
export interface PendingGrant extends ResultFields {
  /** Undecided. Do not confirm it. */
  readonly outcome: 'pending';
  /** Why it is not decided yet. */
  readonly reason: PendingReason;
  /** The platform's word, raw, where it gave one. */
  readonly status?: string;
}

/** Not granted to this caller. Do not confirm it. */
export interface RefusedGrant extends ResultFields {
  /** Not granted to this caller. Do not confirm it. */
  readonly outcome: 'refused';
  /** Why it is refused. */
  readonly reason: RefusedReason;
  /** The platform's word, raw, where it gave one. */
  readonly status?: string;
}

/** The result of a grant. Confirm only a {@link ConfirmedGrant} to the Toss app: a confirmation cannot be taken back. */
export type GrantResult = ConfirmedGrant | PendingGrant | RefusedGrant;
