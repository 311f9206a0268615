import type { HistoryOrderWire, HistoryStatus } from '@ait-iap/protocol';
import { dateOf } from './host-time.js';

/** An order of the history: completed, and perhaps refunded since. */
export interface HistoryOrder {
  readonly orderId: string;
  /** The product; `undefined` where the app leaves it out. */
  readonly sku: string | undefined;
  /** `COMPLETED`, `REFUNDED`, or a word that came later; `UNKNOWN` where the app says none. */
  readonly status: HistoryStatus | 'UNKNOWN';
  /** When it was bought (COMPLETED) or refunded (REFUNDED); `undefined` if it is no time. */
  readonly date: Date | undefined;
  /** Fields that this package does not know, as they came. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** The order of an element of the history. */
export function toHistoryOrder({ orderId, sku, status, date, ...extra }: HistoryOrderWire): HistoryOrder {
  return { orderId, sku: sku || undefined, status: status || 'UNKNOWN', date: dateOf(date), extra };
}
