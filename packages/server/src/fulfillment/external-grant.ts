import type { OrderId } from '@ait-iap/protocol';

/** A request to another system to grant a product or take it back. */
export interface ExternalOrder {
  /** The id of the order, in small letters. */
  readonly orderId: OrderId;
  /** The user who gets the product, or had it. */
  readonly userKey: string;
  /** The product. */
  readonly sku: string;
  /**
   * The same for every attempt of one action. The other system has to use it to recognise a repeated request.
   * `withdraw` has its own key.
   */
  readonly idempotencyKey: string;
  /** The key of the `deliver` request. In `deliver` itself it is equal to `idempotencyKey`. */
  readonly deliveryKey: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /** Aborted when the time for this attempt is up. */
  readonly signal: AbortSignal;
}

/**
 * Grants products by calls to another system, instead of `onGrant` and `onRevoke`.
 *
 * It works **at least once**. No transaction spans two systems, so a call whose answer got lost is repeated with the
 * same idempotency key. The other system must do nothing the second time. Three things are guaranteed: the intention is
 * on disk before the first call, a call is repeated until it resolves, and `grant` answers `granted` only after that.
 *
 * A `withdraw` can overtake a `deliver` that is still in progress. Refuse a delivery whose key was withdrawn.
 */
export interface ExternalGrant {
  /**
   * Grants the product. Resolve only when the other system has confirmed. Reject to be called again. `false`, a
   * `Response` that is not ok and other values that cannot mean success count as a rejection.
   */
  readonly deliver: (order: ExternalOrder) => Promise<unknown>;
  /** Takes the product back after a refund, even if its delivery was never confirmed. */
  readonly withdraw: (order: ExternalOrder) => Promise<unknown>;
}

const FIRST_PAUSE_MS = 1_000;

/** The longest pause between two attempts, in milliseconds. */
export const LONGEST_DELIVERY_PAUSE_MS = 60 * 60_000;

/** How long an attempt may take, in milliseconds. After that another worker may try. */
export const DELIVERY_LEASE_MS = 30_000;

/** The pause after a failed attempt. It doubles each time, up to an hour. */
export function deliveryPause(attempts: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts, 20), LONGEST_DELIVERY_PAUSE_MS);
}
