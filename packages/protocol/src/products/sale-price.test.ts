import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidAmountError } from '../money/invalid-amount-error.js';
import { SUPPLY_PRICE_MAX, SUPPLY_PRICE_MIN } from './product-rules.js';
import { salePrice } from './sale-price.js';

describe('salePrice', () => {
  it.each([
    [0, 0],
    [SUPPLY_PRICE_MIN, 440],
    [1_000, 1_100],
    [SUPPLY_PRICE_MAX, 1_540_000],
  ])('adds ten per cent to a supply price of %d won', (supply, sale) => {
    expect(salePrice(supply)).toBe(sale);
  });

  it('cuts off what is below one won when the supply price is not a multiple of ten', () => {
    expect(salePrice(401)).toBe(441);
    expect(salePrice(409)).toBe(449);
  });

  it('never charges more than the rule gives, and never a full won less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: SUPPLY_PRICE_MAX }), (supply) => {
        const exactTimesTen = supply * 11;
        const saleTimesTen = salePrice(supply) * 10;
        expect(saleTimesTen).toBeLessThanOrEqual(exactTimesTen);
        expect(saleTimesTen).toBeGreaterThan(exactTimesTen - 10);
      }),
    );
  });

  it('never gives a dearer product a lower price', () => {
    fc.assert(
      fc.property(fc.nat(SUPPLY_PRICE_MAX), fc.nat(SUPPLY_PRICE_MAX), (a, b) => {
        expect(Math.sign(salePrice(a) - salePrice(b))).toBe(Math.sign(a - b));
      }),
    );
  });

  it.each([-10, 400.5, Number.NaN, Number.POSITIVE_INFINITY, 1e13 + 2, '400' as unknown as number])(
    'refuses %s, which is not a supply price',
    (supply) => {
      expect(() => salePrice(supply)).toThrow(InvalidAmountError);
    },
  );
});
