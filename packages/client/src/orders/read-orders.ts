import type { CompletedOrRefundedOrders, PendingOrders } from '@ait-iap/protocol';
import { read } from '../payloads/read.js';
import type { Shape } from '../payloads/shape.js';

const PENDING: Shape = {
  orderId: 'string, not empty',
  sku: 'string, null or missing',
  paymentCompletedDate: 'string, null or missing',
};

const FINISHED: Shape = { orderId: 'string, not empty', sku: 'string', status: 'string', date: 'string' };

/** Reads the answer of `getPendingOrders`; agrees with `pendingOrdersSchema`. */
export function readPendingOrders(answer: unknown): PendingOrders {
  return read('getPendingOrders', { orders: [PENDING] }, answer);
}

/** Reads a page of `getCompletedOrRefundedOrders`; agrees with `completedOrRefundedOrdersSchema`. */
export function readHistoryPage(answer: unknown): CompletedOrRefundedOrders {
  const page: Shape = { hasNext: 'boolean', nextKey: 'string, null or missing', orders: [FINISHED] };
  return read('getCompletedOrRefundedOrders', page, answer);
}
