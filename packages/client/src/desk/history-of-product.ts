import type { HistoryOrderWire } from '@ait-iap/protocol';
import { isSupportedBy } from '../bridge/host-environment.js';
import type { HostSession } from '../bridge/host-session.js';
import { listHistoryPage } from '../host/list-orders.js';
import { MAX_HISTORY_PAGES } from '../limits/limits.js';
import type { Note } from './note.js';
import { mayBeOrderOf } from './order-of-charge.js';

/** Whether an order of the history belongs to a charge: it is completed, or refunded. */
export function isEndOf(note: Note, { orderId, status, date }: HistoryOrderWire): boolean {
  if (status !== 'COMPLETED' && status !== 'REFUNDED') return false;
  // The date of a refund says nothing about the payment.
  const paidAt = status === 'COMPLETED' ? date : undefined;
  // If the earlier history is not known, it proves nothing, because the device's clock may be behind the app market's.
  return !!note.seen && mayBeOrderOf(note, { orderId, paidAt });
}

/** The orders of a product in the history. `undefined` if that cannot be determined. */
export async function historyOf(session: HostSession, sku: string): Promise<HistoryOrderWire[] | undefined> {
  try {
    // In the legacy path an order is completed before it is granted, so there the history proves nothing.
    if (!isSupportedBy(session, 'productGrant')) return undefined;
    if (!isSupportedBy(session, 'getCompletedOrRefundedOrders')) return undefined;
    const orders: HistoryOrderWire[] = [];
    let key: string | null | undefined;
    for (let page = 0; page < MAX_HISTORY_PAGES; page++) {
      const read = await listHistoryPage(session, key);
      orders.push(...(read?.orders.filter((order) => order.sku === sku) ?? []));
      key = read?.hasNext ? read.nextKey : undefined;
      if (!key) return orders;
    }
  } catch {
    // Then the lock stays until its time is over.
  }
  return undefined;
}
