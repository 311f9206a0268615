import type { HistoryPageWire, PendingOrdersWire } from '@ait-iap/protocol';
import type { Shape } from './mend.js';
import { readList } from './read.js';

const PENDING: Shape = { id: 'orderId', fields: { sku: undefined, paymentCompletedDate: undefined } };

const FINISHED: Shape = { id: 'orderId', fields: { sku: '', status: '', date: '' } };

/**
 * Reads the answer of `getPendingOrders`; agrees with `pendingOrdersSchema`. An order without an id is left out, and
 * told to the developer: nothing can be done with it. So a list of nothing else reads as an empty one, and other
 * products are sold.
 *
 * @throws IapError `INVALID_PAYLOAD` if there is no list
 */
export function readPendingOrders(answer: unknown, warned?: Set<string>): PendingOrdersWire {
  return readList('getPendingOrders', 'orders', PENDING, answer, warned);
}

/**
 * Reads a page of `getCompletedOrRefundedOrders`; agrees with `completedOrRefundedOrdersSchema`. An order without an id
 * is left out, and told to the developer; the next page may be sound.
 *
 * @throws IapError `INVALID_PAYLOAD` if there is no list
 */
export function readHistoryPage(answer: unknown, warned?: Set<string>): HistoryPageWire {
  const page = readList<HistoryPageWire>('getCompletedOrRefundedOrders', 'orders', FINISHED, answer, warned);
  const { nextKey } = page;
  const hasKey = typeof nextKey === 'string';
  return {
    ...page,
    // Where it does not say, a key says it.
    hasNext: typeof page.hasNext === 'boolean' ? page.hasNext : hasKey,
    ...(nextKey !== undefined && !hasKey && { nextKey: null }),
  };
}
