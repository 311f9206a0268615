import type { PurchaseResult } from '@ait-iap/protocol';
import { IapError, type IapErrorDetails } from '../errors/iap-error.js';
import { toIapError } from '../errors/to-iap-error.js';
import { type Fields, mend, type Shape } from '../host/mend.js';

/** An event of the order sheet. */
export type SheetWord =
  | {
      readonly type: 'purchased' | 'success';
      readonly orderId: string;
      readonly subscriptionId: string | undefined;
      /** What is shown about a finished order; `undefined` where it is not all there. */
      readonly receipt: PurchaseResult | undefined;
    }
  | { readonly type: 'error'; readonly error: IapError }
  /** An event of an unknown type. It changes nothing. */
  | { readonly type: 'unknown-word' };

const PAID: Shape = { id: 'orderId', fields: { subscriptionId: undefined, miniAppIconUrl: null } };

/** The order of an event, with all its fields. */
type Paid = Fields & { readonly orderId: string; readonly subscriptionId?: string | null | undefined };

/** What is shown about a finished order; `undefined` where it is not all there. Agrees with `purchaseResultSchema`. */
export function receiptOf(paid: Paid): PurchaseResult | undefined {
  const { displayName, displayAmount, currency, amount, fraction } = paid;
  const isWhole =
    [displayName, displayAmount, currency].every((text) => typeof text === 'string') &&
    [amount, fraction].every(Number.isFinite);
  return isWhole ? (paid as Paid & PurchaseResult) : undefined;
}

/**
 * Reads an event of the order sheet; agrees with `purchaseEventSchema` for what the schema can read.
 *
 * It is more lenient if money has moved: a success with unusable details is still a success.
 */
export function readPurchaseEvent(event: unknown): SheetWord {
  const { type, data } = Object(event) as { type?: unknown; data?: unknown };
  if (type !== 'purchased' && type !== 'success') return { type: 'unknown-word' };
  const paid = readPaid(data);
  if (!paid) {
    const why = 'the order that was paid has no id';
    return sheetError(new IapError('ORDER_UNRESOLVED', 'buy', { why, charged: 'yes', cause: event }));
  }
  const { orderId, subscriptionId } = paid;
  return { type, orderId, subscriptionId: subscriptionId || undefined, receipt: receiptOf(paid) };
}

/** Reads the order of an event. `undefined` if it has no id. */
export function readPaid(data: unknown): Paid | undefined {
  return mend(PAID, data, 'order sheet: event') as Paid | undefined;
}

/** An error of the order sheet. */
export function sheetError(error: unknown, details?: Pick<IapErrorDetails, 'charged'>): SheetWord {
  return { type: 'error', error: toIapError(error, 'buy', details) };
}
