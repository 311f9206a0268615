import type { HistoryPageWire, PendingOrdersWire } from '@ait-iap/protocol';
import type { Shape } from './mend.js';
import { readList } from './read.js';

/**
 * Reads the answer of `getPendingOrders`. It agrees with `pendingOrdersSchema`. An order without an id is left out with
 * a warning to the developer, because nothing can be done with it. So a list of only such orders counts as empty, and
 * other products can be sold.
 *
 * @throws IapError `INVALID_PAYLOAD` if there is no list
 */
export function readPendingOrders(answer: unknown, warned?: Set<string>): PendingOrdersWire {
  const shape: Shape = { id: 'orderId', fields: { sku: undefined, paymentCompletedDate: undefined } };
  return readList('getPendingOrders', 'orders', shape, answer, warned);
}

/**
 * Reads a page of `getCompletedOrRefundedOrders`. It agrees with `completedOrRefundedOrdersSchema`. An order without an
 * id is left out with a warning to the developer. The next page may be valid.
 *
 * @throws IapError `INVALID_PAYLOAD` if there is no list
 */
export function readHistoryPage(answer: unknown, warned?: Set<string>): HistoryPageWire {
  const shape: Shape = { id: 'orderId', fields: { sku: '', status: '', date: '' } };
  const page = readList<HistoryPageWire>('getCompletedOrRefundedOrders', 'orders', shape, answer, warned);
  const { nextKey } = page;
  const hasKey = typeof nextKey === 'string';
  return {
    ...page,
    // If `hasNext` is missing, the key decides.
    hasNext: typeof page.hasNext === 'boolean' ? page.hasNext : hasKey,
    ...(nextKey !== undefined && !hasKey && { nextKey: null }),
  };
}
