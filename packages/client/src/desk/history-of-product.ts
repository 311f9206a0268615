import type { HistoryOrderWire } from '@ait-iap/protocol';
import { isSupportedBy } from '../bridge/host-environment.js';
import type { HostSession } from '../bridge/host-session.js';
import { listHistoryPage } from '../host/list-orders.js';
import type { Note } from './note.js';
import { mayBeOrderOf } from './order-of-charge.js';

/** How many pages of the history are looked through, of 50 orders each. */
const MAX_PAGES = 4;

/** Whether an order of the history is the one of a charge: it is completed, or the user has the money back. */
export function isEndOf(note: Note, { orderId, status, date }: HistoryOrderWire): boolean {
  if (status !== 'COMPLETED' && status !== 'REFUNDED') return false;
  // The date of a refund says nothing about the payment.
  const paidAt = status === 'COMPLETED' ? date : undefined;
  // Where nobody knows what the history had before, it proves nothing: the clock of a device may be behind the store's.
  return !!note.seen && mayBeOrderOf(note, { orderId, paidAt });
}

/** The orders of a product in the history; `undefined` if that cannot be told. */
export async function historyOf(session: HostSession, sku: string): Promise<HistoryOrderWire[] | undefined> {
  try {
    // In the legacy path an order is completed before it is granted: there the history proves nothing.
    if (!isSupportedBy(session, 'productGrant')) return undefined;
    if (!isSupportedBy(session, 'getCompletedOrRefundedOrders')) return undefined;
    const orders: HistoryOrderWire[] = [];
    let key: string | null | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
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
