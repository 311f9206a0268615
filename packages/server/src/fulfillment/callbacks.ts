import type { OrderId } from '@ait-iap/protocol';

/** An order that is being granted. */
export interface GrantedOrder {
  readonly orderId: OrderId;
  readonly userKey: string;
  /** The product, by the platform's word. */
  readonly sku: string;
  /** The platform's word: PAYMENT_COMPLETED or PURCHASED. */
  readonly status: string;
  /** When the platform came to this status, where it said so. */
  readonly statusDeterminedAt?: Date;
  /** The time that goes into the ledger. */
  readonly grantedAt: Date;
  /**
   * When the product was taken back, if it was handed over before: the store has taken its refund back, and the order is paid
   * again. `onGrant` then runs a second time for the same order, after `onRevoke`.
   */
  readonly previouslyRevokedAt?: Date;
  /** A person has it handed over once more (`fulfillment.byHand.redeliver`), because the product got lost after a grant. */
  readonly redelivery?: boolean;
  /** Aborted when the caller's time is up: the transaction is then rolled back, whatever the callback does. */
  readonly signal: AbortSignal;
}

/** An order that was granted and is being taken back. */
export interface RevokedOrder {
  readonly orderId: OrderId;
  readonly userKey: string;
  readonly sku: string;
  readonly grantedAt: Date;
  readonly revokedAt: Date;
  /** When the platform came to REFUNDED, where it said so. */
  readonly statusDeterminedAt?: Date;
  readonly signal: AbortSignal;
}

/**
 * Hands the product over: the application's own writes, with `tx`, in the transaction of the ledger's own row. So it takes
 * effect exactly once, or not at all; but it may be called again after a roll-back, so it must do nothing that a roll-back
 * does not undo. An order that was taken back after a refund and is paid again is handed over again:
 * `order.previouslyRevokedAt` tells. For a grant in another system there is `externalGrant`.
 *
 * A promise is awaited. To refuse, throw; `false`, an `Error`, a `Response` that is not ok, any object with `ok: false` and a query
 * that was built and not executed are refused too. What else it answers is not looked at.
 */
export type OnGrant<Tx> = (tx: Tx, order: GrantedOrder) => unknown;

/** Takes the product back after a refund, in the transaction that notes it. Takes effect once for each refund. Refused as for {@link OnGrant}. */
export type OnRevoke<Tx> = (tx: Tx, order: RevokedOrder) => unknown;
