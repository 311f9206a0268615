import type { HistoryPageWire, PendingOrdersWire } from '@ait-iap/protocol';
import type { HostSession } from '../bridge/host-session.js';
import { sharedRead } from '../bridge/shared-read.js';
import { readHistoryPage, readPendingOrders } from './read-orders.js';

/** Asks for the orders that are paid and not confirmed. `undefined` if an old app answers with nothing. */
export function listPendingOrders(session: HostSession): Promise<PendingOrdersWire | undefined> {
  return sharedRead(session, 'getPendingOrders', [], readPendingOrders);
}

/** Asks for one page of the history. `undefined` if an old app answers with nothing. */
export function listHistoryPage(
  session: HostSession,
  key: string | null | undefined,
): Promise<HistoryPageWire | undefined> {
  return sharedRead(session, 'getCompletedOrRefundedOrders', key ? [{ key }] : [], readHistoryPage);
}
