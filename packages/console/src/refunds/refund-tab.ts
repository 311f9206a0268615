import type { Order } from '../api/order.js';
import { m } from '../paraglide/messages.js';

/** The tabs of 환불 내역. */
export const REFUND_TABS = ['requested', 'approved', 'rejected', 'completed'] as const;

/** One of {@link REFUND_TABS}. */
export type RefundTab = (typeof REFUND_TABS)[number];

/** A tab in the words of the platform's console. */
export function tabText(tab: RefundTab): string {
  return {
    requested: m.tab_requested,
    approved: m.tab_approved,
    rejected: m.tab_rejected,
    completed: m.tab_completed,
  }[tab]();
}

/** The tab in which an order stands. 환불 요청 holds only what the partner may decide. */
export function tabOf({ refund, refundedAt }: Order): RefundTab | undefined {
  if (refundedAt !== undefined) return 'completed';
  if (refund?.state === 'REJECTED') return 'rejected';
  if (refund?.state === 'REQUESTED') return refund.decider === 'PARTNER' ? 'requested' : undefined;
  return refund?.state === 'STORE_REVIEW' && refund.approvedAt !== undefined ? 'approved' : undefined;
}

/** When it came into its tab. */
export function tabTime(order: Order): number {
  const { refund, refundedAt } = order;
  return refundedAt ?? refund?.decidedAt ?? refund?.approvedAt ?? refund?.requestedAt ?? order.stateAt;
}
