import type { HistoryOrderWire } from '@ait-iap/protocol';
import { isSupportedBy } from '../bridge/host-environment.js';
import type { HostSession } from '../bridge/host-session.js';
import { instantOf } from '../host/host-time.js';
import { listHistoryPage } from '../host/list-orders.js';
import type { Note } from './note.js';
import { mayBeOrderOf } from './order-of-charge.js';

/** How many pages of the history are looked through, of 50 orders each. */
const MAX_PAGES = 4;

/**
 * The orders of a product that the history has when a charge ends without an order: none of them is its order, which
 * would have had to be granted first. `undefined` if that cannot be told.
 */
export async function seenInHistory(session: HostSession, sku: string): Promise<string[] | undefined> {
  return (await historyOf(session, sku))?.map(({ orderId }) => orderId);
}

/** Whether the history has the order of a charge: it is completed, or the user has the money back. */
export async function isInHistory(session: HostSession, sku: string, note: Note): Promise<boolean> {
  const orders = await historyOf(session, sku);
  return !!orders?.some((order) => isEndOf(note, order));
}

function isEndOf(note: Note, { orderId, status, date }: HistoryOrderWire): boolean {
  if (status !== 'COMPLETED' && status !== 'REFUNDED') return false;
  // The date of a refund says nothing about the payment.
  const paidAt = status === 'COMPLETED' ? date : undefined;
  // Where nobody knows what the history had before, only a later date tells.
  return (!!note.seen || instantOf(paidAt) > note.openedAt) && mayBeOrderOf(note, { orderId, paidAt });
}

async function historyOf(session: HostSession, sku: string): Promise<HistoryOrderWire[] | undefined> {
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
