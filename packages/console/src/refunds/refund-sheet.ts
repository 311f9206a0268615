import type { Order } from '../api/order.js';
import type { Product } from '../api/product.js';
import { day, dayAndTime } from '../language/korean-time.js';
import { reasonText } from '../orders/order-words.js';
import { m } from '../paraglide/messages.js';
import type { Period } from '../payments/period.js';
import type { Cell, Sheet } from '../spreadsheet/download.js';
import { type RefundTab, tabText, tabTime } from './refund-tab.js';

/** A tab as a file: its columns, without its buttons. */
export function refundSheet(
  tab: RefundTab,
  orders: readonly Order[],
  products: ReadonlyMap<string, Product>,
  { from, to }: Period,
): Sheet {
  return {
    name: `${tabText(tab)} ${from}~${to}`,
    heads: [
      m.transaction_id(),
      m.refund_requested_at(),
      m.refund_reason(),
      m.product(),
      m.sale_price(),
      ...OWN_HEADS[tab](),
    ],
    rows: orders.map((order) => [
      order.orderId,
      order.refund && dayAndTime(order.refund.requestedAt),
      order.refund && reasonText(order.refund.reason),
      products.get(order.sku)?.name ?? order.sku,
      order.amount,
      ...ownCells(tab, order),
    ]),
  };
}

const OWN_HEADS: Readonly<Record<RefundTab, () => readonly string[]>> = {
  requested: () => [],
  approved: () => [m.refund_approved_at()],
  rejected: () => [m.refund_rejected_at(), m.reject_reason()],
  completed: () => [m.refunded_at()],
};

function ownCells(tab: RefundTab, order: Order): readonly Cell[] {
  if (tab === 'requested') return [];
  return tab === 'rejected' ? [day(tabTime(order)), order.refund?.rejectReason] : [day(tabTime(order))];
}
