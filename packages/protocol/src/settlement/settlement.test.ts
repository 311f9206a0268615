import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidAmountError } from '../money/invalid-amount-error.js';
import { SUPPLY_PRICE_MAX } from '../products/product-rules.js';
import { salePrice } from '../products/sale-price.js';
import { settle } from './settlement.js';

describe('settle', () => {
  it('takes the market fee from the supply price, and the Toss fee with its VAT from the price paid', () => {
    expect(settle({ supplyPrice: 10_000 })).toEqual({
      supplyPrice: 10_000,
      paid: 11_000,
      appMarketFee: 1_500,
      tossFee: 550,
      tossFeeVat: 55,
      payout: 8_895,
    });
  });

  it('cuts each fee off below one won', () => {
    expect(settle({ supplyPrice: 1_000 })).toMatchObject({ tossFee: 55, tossFeeVat: 5, payout: 890 });
  });

  it('takes no Toss fee and no VAT on it during a promotion', () => {
    expect(settle({ supplyPrice: 10_000, promotion: true })).toMatchObject({
      appMarketFee: 1_500,
      tossFee: 0,
      tossFeeVat: 0,
      payout: 9_500,
    });
  });

  it('takes the fee when the promotion is false or left out', () => {
    expect(settle({ supplyPrice: 400, promotion: false })).toEqual(settle({ supplyPrice: 400 }));
    expect(settle({ supplyPrice: 400, promotion: undefined })).toEqual(settle({ supplyPrice: 400 }));
  });

  it('splits a price of zero into zeros', () => {
    expect(Object.values(settle({ supplyPrice: 0 }))).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('gives whole parts of at least zero that add up to the price paid, whatever the price', () => {
    fc.assert(
      fc.property(fc.nat(SUPPLY_PRICE_MAX), fc.boolean(), (supplyPrice, promotion) => {
        const { paid, appMarketFee, tossFee, tossFeeVat, payout } = settle({ supplyPrice, promotion });
        expect(paid).toBe(salePrice(supplyPrice));
        expect(appMarketFee + tossFee + tossFeeVat + payout).toBe(paid);
        for (const part of [appMarketFee, tossFee, tossFeeVat, payout]) {
          expect(Number.isInteger(part) && part >= 0).toBe(true);
        }
      }),
    );
  });

  it('never pays out less during a promotion', () => {
    fc.assert(
      fc.property(fc.nat(SUPPLY_PRICE_MAX), (supplyPrice) => {
        const usual = settle({ supplyPrice }).payout;
        expect(settle({ supplyPrice, promotion: true }).payout).toBeGreaterThanOrEqual(usual);
      }),
    );
  });

  it.each([-1, 0.5, Number.NaN])('refuses a supply price of %s', (supplyPrice) => {
    expect(() => settle({ supplyPrice })).toThrow(InvalidAmountError);
  });
});
