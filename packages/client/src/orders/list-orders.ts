import type { Clock, CompletedOrRefundedOrders, IapBridge, PendingOrders } from '@ait-iap/protocol';
import { sharedRead } from '../bridge/shared-read.js';
import { readHistoryPage, readPendingOrders } from './read-orders.js';

/** Asks for the orders that are paid and not confirmed; `undefined` where an old app answers with nothing. */
export async function listPendingOrders(bridge: IapBridge, clock: Clock): Promise<PendingOrders | undefined> {
  const answer = await sharedRead(bridge, clock, 'getPendingOrders');
  return answer === undefined || answer === null ? undefined : readPendingOrders(answer);
}

/** Asks for one page of the history; `undefined` where an old app answers with nothing. */
export async function listHistoryPage(
  bridge: IapBridge,
  clock: Clock,
  key: string | null | undefined,
): Promise<CompletedOrRefundedOrders | undefined> {
  const args = key ? [{ key }] : [];
  const answer = await sharedRead(bridge, clock, 'getCompletedOrRefundedOrders', args);
  return answer === undefined || answer === null ? undefined : readHistoryPage(answer);
}
