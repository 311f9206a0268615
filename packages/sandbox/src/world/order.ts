import type { Refund } from './refund.js';
import type { Subscription } from './subscription.js';

/** The store that takes the money: Google Play on Android, the App Store on iOS. It decides who may refund. */
export type StoreName = 'GOOGLE_PLAY' | 'APP_STORE';

/** What the partner API says of an order that exists. */
export type OrderState = 'ORDER_IN_PROGRESS' | 'PAYMENT_COMPLETED' | 'PURCHASED' | 'FAILED' | 'REFUNDED';

/**
 * The mini-app's thirty seconds. `open`: the answer is awaited. `refused`: it was `false`. `missed`: none came in
 * time. `answered`: `true` in time, or completed later.
 */
export type GrantWindow = 'open' | 'refused' | 'missed' | 'answered';

/** One order, as the world knows it. A row is never changed in place: a change writes a new row of the same id. */
export interface Order {
  /** 1, 2, 3, … in the order in which order sheets were opened; the sort key of lists and pages. */
  readonly number: number;
  readonly orderId: string;
  readonly userKey: string;
  readonly sku: string;
  readonly kind: 'CONSUMABLE' | 'NON_CONSUMABLE' | 'SUBSCRIPTION';
  readonly store: StoreName;
  readonly state: OrderState;
  /** Why the order is in its state: an error code, a refund reason, or a short word. Never empty. */
  readonly reason: string;
  /** What the user pays or paid, in KRW; 0 during a free trial. */
  readonly amount: number;
  /** Epoch milliseconds of the sandbox clock, like every time below. */
  readonly openedAt: number;
  /** When the state became what it is now. */
  readonly stateAt: number;
  /** When the store took the money, also of a payment that Toss has not recorded. */
  readonly paidAt?: number;
  /** `false`: paid, and Toss has not recorded it. `true`: it was recorded late. Absent for every other order. */
  readonly recorded?: boolean;
  /** When the mini-app's grant was confirmed to the host. */
  readonly grantedAt?: number;
  readonly refundedAt?: number;
  readonly grantWindow?: GrantWindow;
  /** The offer of a subscription that was asked for. */
  readonly offerId?: string;
  /** The user's last request for a refund. */
  readonly refund?: Refund;
  readonly subscription?: Subscription;
}

/** Paid and not yet granted: what `getPendingOrders` lists. */
export function isPending(order: Order): boolean {
  return order.state === 'PAYMENT_COMPLETED';
}

/** What `getCompletedOrRefundedOrders` lists. */
export function isFinished(order: Order): boolean {
  return order.state === 'PURCHASED' || order.state === 'REFUNDED';
}

/**
 * The user has paid and keeps what was paid for, granted or not, recorded by Toss or not. A store refuses to sell a non-consumable or a
 * subscription again while this holds.
 */
export function isHeld(order: Order): boolean {
  const isUnrecorded = order.recorded === false && order.refundedAt === undefined;
  if (!isUnrecorded && order.state !== 'PAYMENT_COMPLETED' && order.state !== 'PURCHASED') return false;
  const status = order.subscription?.status;
  return status !== 'EXPIRED' && status !== 'REVOKED';
}
