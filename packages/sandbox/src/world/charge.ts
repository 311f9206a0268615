import type { Order, StoreName } from './order.js';

/**
 * A payment that the app market has taken. This is not the same as an order that Toss calls paid: after
 * `TOSS_SERVER_VERIFICATION_FAILED` and `APP_MARKET_VERIFICATION_FAILED` there is a charge, but Toss says that the
 * order was not paid. An order has at most one charge. Renewals of a subscription are not listed.
 */
export interface Charge {
  /** The app market's own number of the payment, as on the user's receipt. */
  readonly receipt: string;
  /** The order that it pays for. */
  readonly orderId: string;
  /** The user who has paid. */
  readonly userKey: string;
  /** The product. */
  readonly sku: string;
  /** The app market that took it. */
  readonly store: StoreName;
  /** In KRW; 0 for a free trial. */
  readonly amount: number;
  /** Epoch milliseconds of the sandbox clock, like every time below. */
  readonly paidAt: number;
  /** Whether Toss has recorded the payment. If not, no list of the Toss app shows the order. */
  readonly recorded: boolean;
  /** When the mini-app confirmed the grant, so that the user has the product. */
  readonly grantedAt?: number;
  /** When the app market paid back. */
  readonly refundedAt?: number;
}

/** The charge of an order. `undefined` if nothing was paid. */
export function chargeOf(order: Order): Charge | undefined {
  const { orderId, userKey, sku, store, amount, paidAt, recorded = true, grantedAt, refundedAt } = order;
  if (paidAt === undefined) return undefined;
  return {
    receipt: receiptOf(orderId, store),
    ...{ orderId, userKey, sku, store, amount, paidAt, recorded },
    ...(grantedAt !== undefined && { grantedAt }),
    ...(refundedAt !== undefined && { refundedAt }),
  };
}

/** Numbers in the formats of the two app markets: `GPA.1234-5678-9012-34567`, and fifteen digits. */
function receiptOf(orderId: string, store: StoreName): string {
  const number = BigInt(`0x${orderId.replaceAll('-', '')}`);
  const digits = (count: number) => String(number % 10n ** BigInt(count)).padStart(count, '0');
  if (store === 'APP_STORE') return digits(15);
  return `GPA.${digits(17).replace(/^(\d{4})(\d{4})(\d{4})/, '$1-$2-$3-')}`;
}
