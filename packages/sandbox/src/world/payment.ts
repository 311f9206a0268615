import type { Order } from './order.js';

/** The states of a payment in the console: 결제 완료, 환불 요청, 환불 완료 (*source*). */
export const PAYMENT_STATES = ['PAID', 'REFUND_REQUESTED', 'REFUNDED'] as const;

/** One of {@link PAYMENT_STATES}. */
export type PaymentState = (typeof PAYMENT_STATES)[number];

const KOREA_OFFSET_MS = 9 * 3_600_000;
const DAY_MS = 86_400_000;

/** The number of the day in Korea, counted from 1970-01-01. */
export function koreanDay(at: number): number {
  return Math.floor((at + KOREA_OFFSET_MS) / DAY_MS);
}

/** The start of a day in Korea, in epoch milliseconds. */
export function startOfKoreanDay(day: number): number {
  return day * DAY_MS - KOREA_OFFSET_MS;
}

/**
 * The state of an order in the console's payments. `undefined` if it is not listed there: nothing was paid, or Toss has
 * not recorded it.
 */
export function paymentStateOf(order: Order): PaymentState | undefined {
  if (order.paidAt === undefined || order.recorded === false) return undefined;
  if (order.refundedAt !== undefined) return 'REFUNDED';
  return order.refund?.decider === undefined ? 'PAID' : 'REFUND_REQUESTED';
}

/** Selects payments. All given conditions have to match. */
export interface PaymentFilter {
  /** The first and last day in Korea, both included. See {@link koreanDay}. */
  readonly fromDay?: number | undefined;
  /** Only payments until this day in Korea, included. @defaultValue no limit */
  readonly toDay?: number | undefined;
  /** Only payments in this state. @defaultValue every state */
  readonly state?: PaymentState | undefined;
  /** One of these products. */
  readonly skus?: readonly string[] | undefined;
  /** The beginning of the order id, in lower case. */
  readonly orderIdPrefix?: string | undefined;
}

/** A page of payments: the newest payment first. */
export interface PaymentQuery extends PaymentFilter {
  /** How many rows to skip. */
  readonly offset: number;
  /** How many rows to return at most. */
  readonly limit: number;
}

/** The found rows, and the total number without paging. */
export interface PaymentPage {
  /** The found rows. */
  readonly orders: readonly Order[];
  /** How many rows there are without paging. */
  readonly total: number;
}

/** The number of payments of one product at one price on one day in Korea in one state. */
export interface PaymentCount {
  /** The day in Korea. */
  readonly day: number;
  /** The product. */
  readonly sku: string;
  /** The price, in KRW. */
  readonly amount: number;
  /** The state of the payments. */
  readonly state: PaymentState;
  /** How many payments there are. */
  readonly count: number;
}

/** Whether an order is a payment that matches. */
export function matchesPayment(order: Order, filter: PaymentFilter): boolean {
  const state = paymentStateOf(order);
  if (state === undefined) return false;
  const day = koreanDay(order.paidAt ?? 0);
  return (
    (filter.fromDay === undefined || day >= filter.fromDay) &&
    (filter.toDay === undefined || day <= filter.toDay) &&
    (filter.state === undefined || state === filter.state) &&
    (filter.skus === undefined || filter.skus.includes(order.sku)) &&
    (filter.orderIdPrefix === undefined || order.orderId.startsWith(filter.orderIdPrefix))
  );
}

/** The newest payment first. */
export function byPaymentTime(a: Order, b: Order): number {
  return (b.paidAt ?? 0) - (a.paidAt ?? 0) || b.number - a.number;
}
