import type { PendingOrderWire } from '@ait-iap/protocol';
import { dateOf } from './host-time.js';

/** An order that is paid and not confirmed yet. */
export interface PendingOrder {
  readonly orderId: string;
  /** The product; `undefined` where the app leaves it out. */
  readonly sku: string | undefined;
  /** When it was paid; `undefined` where the app leaves it out, or it is no time. */
  readonly paymentCompletedDate: Date | undefined;
  /** Fields that this package does not know, as they came. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** The pending order of an element of the list. */
export function toPendingOrder(wire: PendingOrderWire): PendingOrder {
  const { orderId, sku, paymentCompletedDate, ...extra } = wire;
  return { orderId, sku: sku || undefined, paymentCompletedDate: dateOf(paymentCompletedDate), extra };
}
