import type { CompletedOrRefundedOrders, PendingOrders } from '@ait-iap/protocol';
import { fields, filledText, flag, listOf, nullable, optional, read, text } from '../payloads/check.js';

const maybeText = /*@__PURE__*/ optional(/*@__PURE__*/ nullable(text));

const pendingOrders = /*@__PURE__*/ fields({
  orders: /*@__PURE__*/ listOf(
    /*@__PURE__*/ fields({ orderId: filledText, sku: maybeText, paymentCompletedDate: maybeText }),
  ),
});

const history = /*@__PURE__*/ fields({
  hasNext: flag,
  nextKey: maybeText,
  orders: /*@__PURE__*/ listOf(
    /*@__PURE__*/ fields({ orderId: filledText, sku: text, status: text, date: text }),
  ),
});

/** Reads the answer of `getPendingOrders`; agrees with `pendingOrdersSchema`. */
export function readPendingOrders(answer: unknown): PendingOrders {
  return read('getPendingOrders', pendingOrders, answer);
}

/** Reads a page of `getCompletedOrRefundedOrders`; agrees with `completedOrRefundedOrdersSchema`. */
export function readHistoryPage(answer: unknown): CompletedOrRefundedOrders {
  return read('getCompletedOrRefundedOrders', history, answer);
}
