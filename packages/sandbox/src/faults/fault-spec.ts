import type { FaultName } from './fault-catalogue.js';

/** What to break, for whom, and how often. */
export interface FaultSpec {
  readonly name: FaultName;
  /** Only for this user; like `sku` and `orderId`, absent means any. All that are given have to match. */
  readonly userKey?: string;
  readonly sku?: string;
  readonly orderId?: string;
  /** How many times it strikes. Default 1. */
  readonly times?: number | 'always';
  /** Chance of each opportunity to be struck, above 0 up to 1, drawn from the seed. Default 1. */
  readonly probability?: number;
  /** `purchase-error`: the code. Default `INTERNAL_ERROR`. */
  readonly code?: string;
  /** `…-late`: milliseconds on the sandbox clock. Each fault has its own default. */
  readonly delay?: number;
  /** `bridge-…`: only this bridge function. Default any of in-app purchase. */
  readonly function?: string;
  /** `order-status-fail`: default `FAIL`. */
  readonly resultType?: string;
  /** `order-status-fail`: default `INTERNAL_ERROR`. */
  readonly errorCode?: string;
  /** `order-status-rate-limited`: `retryAfterSeconds`. Default 5. */
  readonly seconds?: number;
  /** `order-status-unknown-status`: the word. Default `REFUND_PENDING`. */
  readonly status?: string;
}

/** A fault that waits for its opportunity. */
export interface ArmedFault extends FaultSpec {
  /** `fault-1`, `fault-2`, … */
  readonly id: string;
  /** How often it has struck. */
  readonly struck: number;
  /** How often its chance was drawn. */
  readonly draws: number;
}

/** What an opportunity is about. */
export interface FaultTarget {
  readonly userKey?: string | undefined;
  readonly sku?: string | undefined;
  readonly orderId?: string | undefined;
  readonly function?: string | undefined;
}

/** Whether a fault concerns a target. */
export function concerns(fault: FaultSpec, target: FaultTarget): boolean {
  return (
    (fault.userKey === undefined || fault.userKey === target.userKey) &&
    (fault.sku === undefined || fault.sku === target.sku) &&
    (fault.orderId === undefined || fault.orderId === target.orderId) &&
    (fault.function === undefined || fault.function === target.function)
  );
}
