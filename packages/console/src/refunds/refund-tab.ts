import type { RefundRow, RefundTabName } from '../api/payment.js';
import { m } from '../paraglide/messages.js';

/** The tabs of 환불 내역. */
export const SHOWN_REFUND_TABS = [
  'requested',
  'approved',
  'rejected',
  'completed',
] as const satisfies RefundTabName[];

/** One of {@link SHOWN_REFUND_TABS}. */
export type ShownRefundTab = (typeof SHOWN_REFUND_TABS)[number];

/** A tab in the words of the platform's console. */
export function tabText(tab: ShownRefundTab): string {
  return {
    requested: m.tab_requested,
    approved: m.tab_approved,
    rejected: m.tab_rejected,
    completed: m.tab_completed,
  }[tab]();
}

/** When the request came into its tab. */
export const tabTime = ({ decidedAt, approvedAt, requestedAt }: RefundRow): number =>
  decidedAt ?? approvedAt ?? requestedAt;
