import type { HistoryOrderWire, HistoryStatus } from '@ait-iap/protocol';
import { dateOf } from './host-time.js';

/** An order of the history: completed, and perhaps refunded since. */
export interface HistoryOrder {
  /** The id of the order. */
  readonly orderId: string;
  /** The product. `undefined` if the app leaves it out. */
  readonly sku: string | undefined;
  /** `COMPLETED`, `REFUNDED`, or an unknown word. `UNKNOWN` if the app gives none. */
  readonly status: HistoryStatus | 'UNKNOWN';
  /** When it was bought (COMPLETED) or refunded (REFUNDED). `undefined` if it is not a time. */
  readonly date: Date | undefined;
  /** Fields that this package does not know, as they came. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** Makes an order from an element of the history. */
export function toHistoryOrder({ orderId, sku, status, date, ...extra }: HistoryOrderWire): HistoryOrder {
  return { orderId, sku: sku || undefined, status: status || 'UNKNOWN', date: dateOf(date), extra };
}
