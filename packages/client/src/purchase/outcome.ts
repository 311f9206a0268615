import type { PurchaseResult } from '@ait-iap/protocol';
import type { IapError } from '../errors/iap-error.js';

/** The product is granted, and the Toss app was told. */
export interface GrantedOutcome {
  /** The product is granted. */
  readonly status: 'granted';
  /** The product. */
  readonly sku: string;
  /** The id of the order. */
  readonly orderId: string;
  /**
   * Whether this was an earlier order that was paid and not granted until now. No order sheet was opened, and nobody
   * paid again.
   */
  readonly recovered: boolean;
  /** The Toss app's details of the order. Missing for a recovered order, and if its last event was lost. */
  readonly receipt: PurchaseResult | undefined;
}

/** Paid, and not confirmed to the Toss app yet. Show it as paid, never as canceled. `recover` finishes it later. */
export interface PendingOutcome {
  /** Paid, and not confirmed yet. */
  readonly status: 'pending';
  /** The product. */
  readonly sku: string;
  /** The id of the order. */
  readonly orderId: string;
  /** Why it is not confirmed. If the grant callback threw, that error is the `cause`. */
  readonly error: IapError;
}

/** The user left the order sheet, or the app stopped waiting before it was open. Nobody paid. */
export interface CanceledOutcome {
  /** Nobody paid. */
  readonly status: 'canceled';
  /** The product. */
  readonly sku: string;
  /** `USER_CANCELED`. Its `charged` is `no`. */
  readonly error: IapError;
}

/** Any other end. `error.charged` tells whether money has moved. */
export interface FailedOutcome {
  /** Any other end. */
  readonly status: 'failed';
  /** The product. */
  readonly sku: string;
  /** Why. Its `charged` tells whether money has moved. */
  readonly error: IapError;
}

/** The outcome of a purchase: exactly one of these, exactly once. */
export type PurchaseOutcome = GrantedOutcome | PendingOutcome | CanceledOutcome | FailedOutcome;

/** Makes the outcome of a tap for which an earlier order was granted. */
export function recoveredOutcome(sku: string, orderId: string): GrantedOutcome {
  return { status: 'granted', sku, orderId, recovered: true, receipt: undefined };
}

/** Makes the outcome of a purchase that an error ended before a payment is known. */
export function endedBy(sku: string, error: IapError): PurchaseOutcome {
  return { status: error.category === 'user-canceled' ? 'canceled' : 'failed', sku, error };
}
