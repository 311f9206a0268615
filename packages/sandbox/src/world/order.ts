import type { Refund } from './refund.js';
import type { Subscription } from './subscription.js';

/**
 * The app market that takes the payment: Google Play on Android, the App Store on iOS. It also determines who decides a
 * refund.
 */
export type StoreName = 'GOOGLE_PLAY' | 'APP_STORE';

/** The status of an existing order in the partner API. */
export type OrderState = 'ORDER_IN_PROGRESS' | 'PAYMENT_COMPLETED' | 'PURCHASED' | 'FAILED' | 'REFUNDED';

/**
 * The state of the mini-app's thirty seconds. `open`: waiting for the answer. `refused`: the answer was `false`.
 * `missed`: no answer came in time. `answered`: `true` in time, or completed later.
 */
export type GrantWindow = 'open' | 'refused' | 'missed' | 'answered';

/** One order of the world. A row is never changed in place: a change writes a new row with the same id. */
export interface Order {
  /** 1, 2, 3, … in the order in which order sheets were opened. The sort key of lists and pages. */
  readonly number: number;
  /** The id of the order, a UUID of version 7. */
  readonly orderId: string;
  /** The user who ordered. */
  readonly userKey: string;
  /** The product. */
  readonly sku: string;
  /** The type of the product. */
  readonly kind: 'CONSUMABLE' | 'NON_CONSUMABLE' | 'SUBSCRIPTION';
  /** The app market that takes the payment. */
  readonly store: StoreName;
  /** The status in the partner API. */
  readonly state: OrderState;
  /** Why the order is in its state: an error code, a refund reason, or a short word. Never empty. */
  readonly reason: string;
  /** The amount that the user pays or paid, in KRW. 0 during a free trial. */
  readonly amount: number;
  /** Epoch milliseconds of the sandbox clock, like every time below. */
  readonly openedAt: number;
  /** When the order got its current state. */
  readonly stateAt: number;
  /** When the app market took the payment, even if Toss has not recorded it. */
  readonly paidAt?: number;
  /** `false`: paid, and Toss has not recorded it. `true`: it was recorded late. Absent for every other order. */
  readonly recorded?: boolean;
  /** When the mini-app confirmed the grant to the host. */
  readonly grantedAt?: number;
  /** When the app market paid back. */
  readonly refundedAt?: number;
  /** The mini-app's thirty seconds. Absent before the payment. */
  readonly grantWindow?: GrantWindow;
  /** The requested offer of a subscription. */
  readonly offerId?: string;
  /** The user's last request for a refund. */
  readonly refund?: Refund;
  /** The subscription that the order pays for. */
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
 * The user has paid and was not refunded, granted or not, recorded by Toss or not. While this is true, an app market
 * refuses to sell a non-consumable or a subscription again.
 */
export function isKept(order: Order): boolean {
  const isUnrecorded = order.recorded === false && order.refundedAt === undefined;
  if (!isUnrecorded && order.state !== 'PAYMENT_COMPLETED' && order.state !== 'PURCHASED') return false;
  const status = order.subscription?.status;
  return status !== 'EXPIRED' && status !== 'REVOKED';
}
