import type { Order, StoreName } from './order.js';
import { koreanDay } from './payment.js';
import type { Refund, RefundReason } from './refund.js';

/**
 * One request for a refund, for good: an order can have several, one after the other. A refund that the store decided by
 * itself is one too, with the reason `REFUNDED_BY_STORE`.
 */
export interface RefundRequest extends Omit<Refund, 'reason' | 'number'> {
  /** 1, 2, 3, … in the order in which they were made. */
  readonly number: number;
  readonly orderId: string;
  readonly userKey: string;
  readonly sku: string;
  readonly store: StoreName;
  /** What was paid, in KRW. */
  readonly amount: number;
  readonly paidAt: number;
  readonly reason: RefundReason | 'REFUNDED_BY_STORE';
}

/**
 * Where the console lists it. `requested`: the partner has to decide. `approved`: the partner has said yes, and the store
 * decides. `rejected` and `completed`. `store`: the store decides alone, so the console lists it in no tab.
 */
export const REFUND_TABS = ['requested', 'approved', 'rejected', 'completed', 'store'] as const;

/** One of {@link REFUND_TABS}. */
export type RefundTab = (typeof REFUND_TABS)[number];

/** Where the console lists a request. */
export function refundTabOf({ state, decider }: Pick<RefundRequest, 'state' | 'decider'>): RefundTab {
  if (state === 'COMPLETED') return 'completed';
  if (state === 'REJECTED') return 'rejected';
  if (state === 'STORE_REVIEW') return 'approved';
  return decider === 'PARTNER' ? 'requested' : 'store';
}

/** Which requests are wanted, the newest first. */
export interface RefundQuery {
  readonly tab?: RefundTab | undefined;
  readonly orderId?: string | undefined;
  readonly userKey?: string | undefined;
  readonly skus?: readonly string[] | undefined;
  /** Beginning of the order id, in lower case. */
  readonly orderIdPrefix?: string | undefined;
  /** First and last day of the request in Korea, both included. */
  readonly fromDay?: number | undefined;
  readonly toDay?: number | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** What was found, and how many there are without paging. */
export interface RefundPage {
  readonly refunds: readonly RefundRequest[];
  readonly total: number;
}

/** Whether a request is asked for. */
export function matchesRefund(request: RefundRequest, query: Omit<RefundQuery, 'offset' | 'limit'>): boolean {
  return (
    (query.tab === undefined || refundTabOf(request) === query.tab) &&
    (query.orderId === undefined || request.orderId === query.orderId) &&
    (query.userKey === undefined || request.userKey === query.userKey) &&
    (query.skus === undefined || query.skus.includes(request.sku)) &&
    (query.orderIdPrefix === undefined || request.orderId.startsWith(query.orderIdPrefix)) &&
    (query.fromDay === undefined || koreanDay(request.requestedAt) >= query.fromDay) &&
    (query.toDay === undefined || koreanDay(request.requestedAt) <= query.toDay)
  );
}

/** The row of an order's refund as it stands. */
export function toRefundRequest(order: Order, number: number, refund: Refund | 'by-store'): RefundRequest {
  const { orderId, userKey, sku, store, amount, paidAt = 0, refundedAt = 0 } = order;
  const about = { number, orderId, userKey, sku, store, amount, paidAt };
  if (refund !== 'by-store') {
    const { number: _, ...rest } = refund;
    return { ...about, ...rest };
  }
  return {
    ...about,
    ...{ state: 'COMPLETED', reason: 'REFUNDED_BY_STORE', requestedAt: refundedAt, decidedAt: refundedAt },
  };
}
