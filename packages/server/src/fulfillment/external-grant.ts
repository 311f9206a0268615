import type { OrderId } from '@ait-iap/protocol';

/** What another system is asked to hand over or to take back. */
export interface ExternalOrder {
  readonly orderId: OrderId;
  readonly userKey: string;
  readonly sku: string;
  /**
   * The same for every attempt of one action: the other system has to use it to tell a repetition. `withdraw` has one of its
   * own.
   */
  readonly idempotencyKey: string;
  /** The key that `deliver` had; equal to `idempotencyKey` there. */
  readonly deliveryKey: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  readonly signal: AbortSignal;
}

/**
 * A grant that is a call to another system, in place of `onGrant` and `onRevoke`.
 *
 * Honestly: **at least once**. No transaction spans two systems, so a call whose answer was lost is made again, with the same
 * idempotency key; the other system has to do nothing the second time. What is promised: the intention is on disk before the
 * first call, a call is repeated until it resolves, and `grant` says `granted` only after it has.
 *
 * A `withdraw` can overtake a `deliver` that is still on its way; refuse a delivery whose key was withdrawn.
 */
export interface ExternalGrant {
  /**
   * Hands the product over. Resolve only when the other system has confirmed; reject to be tried again. `false`, a `Response` that
   * is not ok and what else cannot mean success count as a rejection.
   */
  readonly deliver: (order: ExternalOrder) => Promise<unknown>;
  /** Takes the product back after a refund, also one whose delivery was never confirmed. */
  readonly withdraw: (order: ExternalOrder) => Promise<unknown>;
}

const FIRST_PAUSE_MS = 1_000;

/** The longest pause between two attempts, in milliseconds. */
export const LONGEST_DELIVERY_PAUSE_MS = 60 * 60_000;

/** How long an attempt may take, in milliseconds; after it another worker may try. */
export const DELIVERY_LEASE_MS = 30_000;

/** The pause after a failed attempt: doubled each time, at most an hour. */
export function deliveryPause(attempts: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts, 20), LONGEST_DELIVERY_PAUSE_MS);
}
