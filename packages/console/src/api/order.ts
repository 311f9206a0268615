/** An order in the control API. Times are epoch milliseconds of the sandbox clock. */
export interface Order {
  readonly number: number;
  readonly orderId: string;
  readonly userKey: string;
  readonly sku: string;
  readonly kind: 'CONSUMABLE' | 'NON_CONSUMABLE' | 'SUBSCRIPTION';
  readonly store: 'GOOGLE_PLAY' | 'APP_STORE';
  readonly state: 'ORDER_IN_PROGRESS' | 'PAYMENT_COMPLETED' | 'PURCHASED' | 'FAILED' | 'REFUNDED';
  readonly reason: string;
  readonly amount: number;
  readonly openedAt: number;
  readonly stateAt: number;
  readonly paidAt?: number;
  readonly recorded?: boolean;
  readonly grantedAt?: number;
  readonly refundedAt?: number;
  readonly grantWindow?: 'open' | 'refused' | 'missed' | 'answered';
  readonly refund?: Refund;
  readonly subscription?: Subscription;
}

/** The reasons of a refund request in the Toss app. */
export const REFUND_REASONS = ['NOT_DELIVERED', 'PAID_TWICE', 'PAID_BY_MINOR_OR_OTHER', 'NOT_USED'] as const;

/** One of {@link REFUND_REASONS}. */
export type RefundReason = (typeof REFUND_REASONS)[number];

/** The last refund request of an order. */
export interface Refund {
  readonly state: 'REQUESTED' | 'STORE_REVIEW' | 'COMPLETED' | 'REJECTED';
  readonly reason: RefundReason;
  readonly requestedAt: number;
  readonly decider?: 'STORE' | 'PARTNER';
  readonly approvedAt?: number;
  readonly decidedAt?: number;
  readonly rejectedBy?: 'STORE' | 'PARTNER';
  readonly rejectReason?: string;
}

/** The subscription of an order. */
export interface Subscription {
  readonly status: 'ACTIVE' | 'EXPIRED' | 'IN_GRACE_PERIOD' | 'ON_HOLD' | 'PAUSED' | 'REVOKED';
  readonly renewalCycle: 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly startedAt: number;
  readonly expiresAt: number;
  readonly autoRenew: boolean;
  readonly payments: number;
}
