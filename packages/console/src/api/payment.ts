import type { Order, Refund, RefundReason } from './order.js';

/** The three states of the payments' list in the platform's console. */
export const PAYMENT_STATES = ['PAID', 'REFUND_REQUESTED', 'REFUNDED'] as const;

/** One of {@link PAYMENT_STATES}. */
export type PaymentState = (typeof PAYMENT_STATES)[number];

/** A row of `GET /api/payments`. */
export interface Payment {
  readonly orderId: string;
  readonly userKey: string;
  readonly sku: string;
  readonly productName: string;
  readonly store: Order['store'];
  readonly amount: number;
  readonly paidAt: number;
  readonly state: PaymentState;
  readonly refundedAt?: number;
}

/** The tab of a refund request. `store`: in none of the platform's tabs. */
export type RefundTabName = 'requested' | 'approved' | 'rejected' | 'completed' | 'store';

/** A row of `GET /api/refunds`: one refund request. */
export interface RefundRow extends Omit<Refund, 'reason'> {
  readonly number: number;
  readonly orderId: string;
  readonly userKey: string;
  readonly sku: string;
  readonly productName: string;
  readonly store: Order['store'];
  readonly amount: number;
  readonly paidAt: number;
  readonly tab: RefundTabName;
  readonly reason: RefundReason | 'REFUNDED_BY_STORE';
}

/** The number of found rows, with each page of a list. */
export interface Found {
  readonly total: number;
  readonly pages: number;
}

/** A row of `GET /api/settlements`; amounts in whole won. */
export interface MonthRevenue {
  /** `2026-01`, in Korea. */
  readonly month: string;
  readonly payments: number;
  readonly refunds: number;
  readonly refunded: number;
  readonly paid: number;
  readonly appMarketFee: number;
  readonly tossFee: number;
  readonly tossFeeVat: number;
  readonly payout: number;
}
