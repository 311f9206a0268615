import type { PurchaseResult } from '@ait-iap/protocol';
import { IapError } from '../errors/iap-error.js';

/** The product is the user's, and the Toss app has been told. */
export interface GrantedOutcome {
  readonly status: 'granted';
  readonly sku: string;
  readonly orderId: string;
  /** Whether this was an earlier order, paid and not granted until now: no order sheet was opened, nobody paid again. */
  readonly recovered: boolean;
  /** What the Toss app shows about the order; missing for a recovered one and when its last event was lost. */
  readonly receipt: PurchaseResult | undefined;
}

/** Paid, and not confirmed to the Toss app yet: show it as paid, and let `recover` finish it. Never "canceled". */
export interface PendingOutcome {
  readonly status: 'pending';
  readonly sku: string;
  readonly orderId: string;
  /** Why it is not confirmed; its `cause` is what the grant callback threw, when it did. */
  readonly error: IapError;
}

/** The user left the order sheet, or the app gave up before it was open. Nobody paid. */
export interface CanceledOutcome {
  readonly status: 'canceled';
  readonly sku: string;
  readonly error: IapError;
}

/** Anything else; `error.charged` tells whether money moved. */
export interface FailedOutcome {
  readonly status: 'failed';
  readonly sku: string;
  readonly error: IapError;
}

/** How a purchase ended: exactly one of these, exactly once. */
export type PurchaseOutcome = GrantedOutcome | PendingOutcome | CanceledOutcome | FailedOutcome;

/** The outcome of a tap for which an earlier order was granted. */
export function recoveredOutcome(sku: string, orderId: string): GrantedOutcome {
  return { status: 'granted', sku, orderId, recovered: true, receipt: undefined };
}

/** The outcome of a purchase that an error ended before anybody is known to have paid. */
export function endedBy(sku: string, error: IapError): PurchaseOutcome {
  return { status: error.category === 'user-canceled' ? 'canceled' : 'failed', sku, error };
}

/** The outcome for an app that stops waiting while the order sheet is open: the order goes on without it. */
export function abandonedOutcome(sku: string, orderId: string | undefined): PurchaseOutcome {
  const error = new IapError('PURCHASE_ABANDONED', 'buy', { orderId, charged: orderId ? 'yes' : 'unknown' });
  return orderId ? { status: 'pending', sku, orderId, error } : endedBy(sku, error);
}
