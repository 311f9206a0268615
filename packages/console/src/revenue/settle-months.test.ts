import { describe, expect, it } from 'vitest';
import type { Order } from '../api/order.js';
import { settleMonths } from './settle-months.js';

const order = (paidAt: string, rest: Partial<Order> = {}): Order => ({
  ...{ number: 1, orderId: 'o', userKey: 'u', sku: 's', kind: 'CONSUMABLE', store: 'GOOGLE_PLAY' },
  ...{ state: 'PURCHASED', reason: 'GRANTED', amount: 11_000, openedAt: 0, stateAt: 0 },
  ...{ paidAt: Date.parse(paidAt), ...rest },
});

describe('the revenue of a month', () => {
  it('counts a payment in the Korean month in which it was made', () => {
    const months = settleMonths([order('2025-09-30T15:00:00Z'), order('2025-09-30T14:59:59Z')]);
    expect(months.map(({ month, payments }) => [month, payments])).toEqual([
      ['2025.10', 1],
      ['2025.09', 1],
    ]);
  });

  it('takes the market fee, the Toss fee and its VAT', () => {
    expect(settleMonths([order('2025-10-01T00:00:00Z')])[0]).toMatchObject({
      ...{ paid: 11_000, appMarketFee: 1_500, tossFee: 550, tossFeeVat: 55, payout: 8_895 },
    });
  });

  it('takes no Toss fee until the end of the promotion, and the fee after it', () => {
    const end = Date.parse('2025-10-31T23:59:59.999+09:00');
    const [november, october] = settleMonths(
      [order('2025-10-31T23:59:59.999+09:00'), order('2025-11-01T00:00:00+09:00')],
      end,
    );
    expect([october?.tossFee, november?.tossFee]).toEqual([0, 550]);
  });

  it('pays out nothing for what was refunded, nor for what Toss has not recorded', () => {
    const [month] = settleMonths([
      order('2025-10-01T00:00:00Z', { refundedAt: 1 }),
      order('2025-10-02T00:00:00Z', { recorded: false }),
    ]);
    expect(month).toMatchObject({ payments: 1, paid: 0, refunded: 11_000, payout: 0 });
  });
});
