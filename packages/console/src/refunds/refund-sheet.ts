import type { RefundRow } from '../api/payment.js';
import { day, dayAndTime } from '../language/korean-time.js';
import { reasonText } from '../orders/order-words.js';
import { m } from '../paraglide/messages.js';
import type { Period } from '../payments/period.js';
import type { Cell, Sheet } from '../spreadsheet/download.js';
import { type ShownRefundTab, tabText, tabTime } from './refund-tab.js';

/** A tab as a table for a file: its columns without the buttons. */
export function refundSheet(tab: ShownRefundTab, rows: readonly RefundRow[], { from, to }: Period): Sheet {
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
    rows: rows.map((row) => [
      row.orderId,
      dayAndTime(row.requestedAt),
      reasonText(row.reason),
      row.productName,
      row.amount,
      ...ownCells(tab, row),
    ]),
  };
}

const OWN_HEADS: Readonly<Record<ShownRefundTab, () => readonly string[]>> = {
  requested: () => [],
  approved: () => [m.refund_approved_at()],
  rejected: () => [m.refund_rejected_at(), m.reject_reason()],
  completed: () => [m.refunded_at()],
};

function ownCells(tab: ShownRefundTab, row: RefundRow): readonly Cell[] {
  if (tab === 'requested') return [];
  return tab === 'rejected' ? [day(tabTime(row)), row.rejectReason] : [day(tabTime(row))];
}
