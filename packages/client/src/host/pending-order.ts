import type { PendingOrderWire } from '@ait-iap/protocol';
import { dateOf } from './host-time.js';

/** An order that is paid and not confirmed yet. */
export interface PendingOrder {
  /** The id of the order. */
  readonly orderId: string;
  /** The product. `undefined` if the app leaves it out. */
  readonly sku: string | undefined;
  /** When it was paid. `undefined` if the app leaves it out, or if it is not a time. */
  readonly paymentCompletedDate: Date | undefined;
  /** Fields that this package does not know, as they came. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** Makes a pending order from an element of the list. */
export function toPendingOrder(wire: PendingOrderWire): PendingOrder {
  const { orderId, sku, paymentCompletedDate, ...extra } = wire;
  return { orderId, sku: sku || undefined, paymentCompletedDate: dateOf(paymentCompletedDate), extra };
}
