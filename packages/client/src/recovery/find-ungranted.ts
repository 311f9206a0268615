import { isSupportedBy } from '../bridge/host-environment.js';
import type { OpenOrder, OpenOrders } from '../open-orders/open-order.js';
import { listHistoryPage, listPendingOrders } from '../orders/list-orders.js';
import type { HostSession } from '../session/host-session.js';
import type { UngrantedOrder } from './recover-order.js';

/** The orders on the host's pending list; `undefined` where the app is too old to have one. */
export async function pendingOnHost({ bridge, clock }: HostSession): Promise<UngrantedOrder[] | undefined> {
  if (!isSupportedBy(bridge, 'getPendingOrders')) return undefined;
  const list = await listPendingOrders(bridge, clock);
  return list?.orders.map(({ orderId, sku }) => ({ orderId, sku: sku ?? undefined }));
}

/**
 * The ungranted orders that only this device knows, because the host's list lags behind or never had them.
 * Those that the history shows as finished are not among them.
 */
export async function pendingOnDevice(
  session: HostSession,
  notes: OpenOrders,
  onHost: readonly UngrantedOrder[],
): Promise<UngrantedOrder[]> {
  const found: UngrantedOrder[] = [];
  for (const [sku, { orderId, closed }] of Object.entries(notes)) {
    if (orderId === undefined || onHost.some((order) => order.orderId === orderId)) continue;
    if (!closed && (await isFinished(session, orderId))) await session.book.remove(sku);
    else found.push({ orderId, sku, closed });
  }
  return found;
}

/** The last page is enough: an order is looked for soon after it was paid. */
async function isFinished({ bridge, clock }: HostSession, orderId: string): Promise<boolean> {
  try {
    if (!isSupportedBy(bridge, 'getCompletedOrRefundedOrders')) return false;
    const page = await listHistoryPage(bridge, clock, undefined);
    return page?.orders.some((order) => order.orderId === orderId) ?? false;
  } catch {
    return false;
  }
}

/** How long the host's lists may lag behind a payment, in milliseconds (reported: some seconds). */
export const LIST_LAG_MS = 10_000;

/** How long an order sheet may stay open in a tab that this one cannot see, in milliseconds. */
const UNSEEN_SHEET_MS = 180_000;

/** When the host's lists say for certain how an order ended whose sheet was opened by somebody who is gone. */
export function certainAt({ openedAt, noticedAt = openedAt }: OpenOrder, mayHaveUnseenTabs: boolean): number {
  return Math.max(noticedAt + LIST_LAG_MS, mayHaveUnseenTabs ? openedAt + UNSEEN_SHEET_MS : 0);
}
