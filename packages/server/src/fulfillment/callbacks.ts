import type { OrderId } from '@ait-iap/protocol';

/** An order that is being granted. */
export interface GrantedOrder {
  /** The id of the order, in small letters. */
  readonly orderId: OrderId;
  /** The user who gets the product. */
  readonly userKey: string;
  /** The product that the platform named. */
  readonly sku: string;
  /** The platform's word: PAYMENT_COMPLETED or PURCHASED. */
  readonly status: string;
  /** Since when the platform has this status, if it said so. */
  readonly statusDeterminedAt?: Date;
  /** The time of the grant, as it goes into the ledger. */
  readonly grantedAt: Date;
  /**
   * When the product was taken back, if it was granted before. The app market has then taken its refund back, so the
   * order is paid again, and `onGrant` runs a second time for the same order, after `onRevoke`.
   */
  readonly previouslyRevokedAt?: Date;
  /**
   * True if a person grants it once more (`fulfillment.byHand.redeliver`), because the product got lost after a grant.
   */
  readonly redelivery?: boolean;
  /** Aborted when the caller's time is up. The transaction is then rolled back, whatever the callback does. */
  readonly signal: AbortSignal;
}

/** A granted order that is being taken back. */
export interface RevokedOrder {
  /** The id of the order, in small letters. */
  readonly orderId: OrderId;
  /** The user who had the product. */
  readonly userKey: string;
  /** The product that was granted. */
  readonly sku: string;
  /** The time of the grant, as it is in the ledger. */
  readonly grantedAt: Date;
  /** The time of this revocation, as it goes into the ledger. */
  readonly revokedAt: Date;
  /** Since when the platform calls the order REFUNDED, if it said so. */
  readonly statusDeterminedAt?: Date;
  /** Aborted when the time is up. The transaction is then rolled back, whatever the callback does. */
  readonly signal: AbortSignal;
}

/**
 * Grants the product: writes the application's own rows with `tx`, in the transaction of the ledger's row. So it takes
 * effect exactly once or not at all. It may be called again after a rollback, so do nothing in it that a rollback does
 * not undo. An order that was taken back after a refund and is paid again is granted again: then
 * `order.previouslyRevokedAt` is set. To grant in another system, use `externalGrant`.
 *
 * A promise is awaited. To refuse, throw. `false`, an `Error`, a `Response` that is not ok, any object with `ok: false`
 * and a query that was never executed also count as a refusal. Any other return value is ignored.
 */
export type OnGrant<Tx> = (tx: Tx, order: GrantedOrder) => unknown;

/**
 * Takes the product back after a refund, in the ledger's transaction. It takes effect once for each refund. To refuse,
 * do the same as in {@link OnGrant}.
 */
export type OnRevoke<Tx> = (tx: Tx, order: RevokedOrder) => unknown;
