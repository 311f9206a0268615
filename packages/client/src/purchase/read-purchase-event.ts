import type { PurchaseResult } from '@ait-iap/protocol';
import { IapError } from '../errors/iap-error.js';
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
  | IapError
  /** An event of an unknown type. It changes nothing. */
  | undefined;

/** The order of an event, with all its fields. */
type Paid = Fields & { readonly orderId: string; readonly subscriptionId?: string | null | undefined };

/** What is shown about a finished order; `undefined` where it is not all there. Agrees with `purchaseResultSchema`. */
function receiptOf(paid: Paid): PurchaseResult | undefined {
  const { displayName, displayAmount, currency, amount, fraction } = paid;
  const isWhole =
    typeof displayName === 'string' &&
    typeof displayAmount === 'string' &&
    typeof currency === 'string' &&
    Number.isFinite(amount) &&
    Number.isFinite(fraction);
  return isWhole ? (paid as Paid & PurchaseResult) : undefined;
}

/**
 * Reads an event of the order sheet; agrees with `purchaseEventSchema` for what the schema can read.
 *
 * It is more lenient if money has moved: a success with unusable details is still a success.
 */
export function readPurchaseEvent(event: unknown): SheetWord {
  const { type, data } = Object(event) as { type?: unknown; data?: unknown };
  if (type !== 'purchased' && type !== 'success') return undefined;
  const shape: Shape = { id: 'orderId', fields: { subscriptionId: undefined, miniAppIconUrl: null } };
  const paid = mend(shape, data, 'order sheet: event') as Paid | undefined;
  if (!paid) {
    return new IapError('ORDER_UNRESOLVED', 'buy', {
      charged: 'yes',
      why: 'a paid order has no id',
      cause: event,
    });
  }
  const { orderId, subscriptionId } = paid;
  return { type, orderId, subscriptionId: subscriptionId || undefined, receipt: receiptOf(paid) };
}
