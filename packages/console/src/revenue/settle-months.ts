import { SALE_PRICE_ADDITION_PERCENT, settle } from '@ait-iap/protocol';
import type { Order } from '../api/order.js';
import { day } from '../language/korean-time.js';

/** The money of one Korean month, in won. */
export interface MonthRevenue {
  /** `2025.01` */
  readonly month: string;
  readonly payments: number;
  /** What users have paid, refunds left out. */
  readonly paid: number;
  /** What was paid back of it, whenever that was. */
  readonly refunded: number;
  readonly appMarketFee: number;
  readonly tossFee: number;
  readonly tossFeeVat: number;
  readonly payout: number;
}

const EMPTY = { payments: 0, paid: 0, refunded: 0, appMarketFee: 0, tossFee: 0, tossFeeVat: 0, payout: 0 };

/** Adds up payments by the month in which they were made; the newest month first. */
export function settleMonths(orders: readonly Order[], promotionEnd?: number): readonly MonthRevenue[] {
  const months = new Map<string, MonthRevenue>();
  for (const order of orders) {
    // What Toss has not recorded is settled by nobody.
    if (order.paidAt === undefined || order.recorded === false) continue;
    const month = day(order.paidAt).slice(0, 7);
    const before = months.get(month) ?? { month, ...EMPTY };
    months.set(month, add(before, order, promotionEnd !== undefined && order.paidAt <= promotionEnd));
  }
  return [...months.values()].sort((one, other) => (one.month < other.month ? 1 : -1));
}

function add(month: MonthRevenue, { amount, refundedAt }: Order, promotion: boolean): MonthRevenue {
  const payments = month.payments + 1;
  if (refundedAt !== undefined) return { ...month, payments, refunded: month.refunded + amount };
  const split = settle({ supplyPrice: supplyPriceOf(amount), promotion });
  return {
    ...month,
    payments,
    paid: month.paid + split.paid,
    appMarketFee: month.appMarketFee + split.appMarketFee,
    tossFee: month.tossFee + split.tossFee,
    tossFeeVat: month.tossFeeVat + split.tossFeeVat,
    payout: month.payout + split.payout,
  };
}

/** The price may have changed since, so it is worked out from what was paid. */
function supplyPriceOf(paid: number): number {
  return Math.ceil((paid * 100) / (100 + SALE_PRICE_ADDITION_PERCENT));
}
