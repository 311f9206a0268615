import type { Order, StoreName } from './order.js';
import { koreanDay } from './payment.js';
import type { Refund, RefundReason } from './refund.js';

/**
 * One refund request. It is never deleted, and an order can have several, one after the other. A refund that the app
 * market decided by itself is one too, with the reason `REFUNDED_BY_STORE`.
 */
export interface RefundRequest extends Omit<Refund, 'reason' | 'number'> {
  /** 1, 2, 3, … in the order in which they were made. */
  readonly number: number;
  /** The order that it is about. */
  readonly orderId: string;
  /** The user who asked. */
  readonly userKey: string;
  /** The product. */
  readonly sku: string;
  /** The app market that took the payment. */
  readonly store: StoreName;
  /** What was paid, in KRW. */
  readonly amount: number;
  /** When it was paid, in milliseconds since 1970 on the sandbox's clock. */
  readonly paidAt: number;
  /** Why the user asked, or `REFUNDED_BY_STORE`. */
  readonly reason: RefundReason | 'REFUNDED_BY_STORE';
}

/**
 * The tabs of the console. `requested`: the partner has to decide. `approved`: the partner has approved, and the app
 * market decides. `rejected` and `completed`. `store`: the app market decides alone, so no tab of the console shows it.
 */
export const REFUND_TABS = ['requested', 'approved', 'rejected', 'completed', 'store'] as const;

/** One of {@link REFUND_TABS}. */
export type RefundTab = (typeof REFUND_TABS)[number];

/** The tab of a request. */
export function refundTabOf({ state, decider }: Pick<RefundRequest, 'state' | 'decider'>): RefundTab {
  if (state === 'COMPLETED') return 'completed';
  if (state === 'REJECTED') return 'rejected';
  if (state === 'STORE_REVIEW') return 'approved';
  return decider === 'PARTNER' ? 'requested' : 'store';
}

/** Selects refund requests, the newest first. */
export interface RefundQuery {
  /** Only requests of this tab. @defaultValue every tab */
  readonly tab?: RefundTab | undefined;
  /** Only requests for this order. @defaultValue every order */
  readonly orderId?: string | undefined;
  /** Only requests of this user. @defaultValue every user */
  readonly userKey?: string | undefined;
  /** Only requests for these products. @defaultValue every product */
  readonly skus?: readonly string[] | undefined;
  /** The beginning of the order id, in lower case. */
  readonly orderIdPrefix?: string | undefined;
  /** The first and last day of the request in Korea, both included. */
  readonly fromDay?: number | undefined;
  /** Only requests until this day in Korea, included. @defaultValue no limit */
  readonly toDay?: number | undefined;
  /** How many rows to skip. */
  readonly offset: number;
  /** How many rows to return at most. */
  readonly limit: number;
}

/** The found rows, and the total number without paging. */
export interface RefundPage {
  /** The found rows. */
  readonly refunds: readonly RefundRequest[];
  /** How many rows there are without paging. */
  readonly total: number;
}

/** Whether a request matches. */
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

/** The row of an order's current refund request. */
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
