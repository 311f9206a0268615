import { salePrice, settle } from '@ait-iap/protocol';
import { koreanDay, startOfKoreanDay } from '../../world/payment.js';
import type { World } from '../../world/world.js';

/** The revenue of one month. Every amount is in whole won. */
export interface MonthlySettlement {
  /** `2026-01`, in Korea. */
  readonly month: string;
  readonly payments: number;
  /** How many of them were refunded. They count only in the second of the sums below. */
  readonly refunds: number;
  readonly refunded: number;
  readonly paid: number;
  readonly supplyPrice: number;
  readonly appMarketFee: number;
  readonly tossFee: number;
  readonly tossFeeVat: number;
  readonly payout: number;
}

const EMPTY = {
  ...{ payments: 0, refunds: 0, refunded: 0, paid: 0, supplyPrice: 0 },
  ...{ appMarketFee: 0, tossFee: 0, tossFeeVat: 0, payout: 0 },
};

/**
 * Adds up payments by the month in which they were paid, the oldest month first. A refund counts in the month of its
 * payment.
 */
export function settlementByMonth(
  world: World,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): readonly MonthlySettlement[] {
  const promotions = new Map(world.products().map(({ sku, promotionUntil }) => [sku, promotionUntil]));
  const months = new Map<string, MonthlySettlement>();
  for (const { day, sku, amount, state, count } of world.store.paymentCounts(daysOf(from, to))) {
    const date = dateOf(day);
    const month = date.slice(0, 7);
    const before = months.get(month) ?? { month, ...EMPTY };
    const { payments, refunds, refunded } = before;
    if (state === 'REFUNDED') {
      const more = {
        payments: payments + count,
        refunds: refunds + count,
        refunded: refunded + count * amount,
      };
      months.set(month, { ...before, ...more });
      continue;
    }
    const promotionUntil = promotions.get(sku);
    const promotion = promotionUntil !== undefined && date <= promotionUntil;
    const one = settle({ supplyPrice: supplyPriceOf(amount), promotion });
    const sums = ['paid', 'supplyPrice', 'appMarketFee', 'tossFee', 'tossFeeVat', 'payout'] as const;
    const summed = sums.map((name) => [name, before[name] + count * one[name]] as const);
    months.set(month, { ...before, payments: payments + count, ...Object.fromEntries(summed) });
  }
  return [...months.values()].sort((a, b) => (a.month < b.month ? -1 : 1));
}

/** `2026-01-31`, in Korea. */
function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function daysOf(from: string | undefined, to: string | undefined) {
  const dayOf = (month: string) => koreanDay(Date.parse(`${month}-01T00:00:00+09:00`));
  return {
    ...(from !== undefined && { fromDay: dayOf(from) }),
    ...(to !== undefined && { toDay: lastDayOf(to, dayOf) }),
  };
}

function lastDayOf(month: string, dayOf: (month: string) => number): number {
  const later = new Date(startOfKoreanDay(dayOf(month) + 31) + 9 * 3_600_000).toISOString().slice(0, 7);
  return dayOf(later) - 1;
}

/** Calculated back from the amount that the user paid, because the price of the product may have changed since then. */
function supplyPriceOf(amount: number): number {
  const near = Math.round(amount / 1.1);
  return [near, near - 1, near + 1].find((price) => price >= 0 && salePrice(price) === amount) ?? near;
}
