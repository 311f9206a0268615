import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidAmountError } from './invalid-amount-error.js';
import { formatKrw } from './krw.js';

describe('formatKrw', () => {
  it.each([
    [0, '0원'],
    [999, '999원'],
    [1_000, '1,000원'],
    [10_000, '10,000원'],
    [100_000, '100,000원'],
    [1_400_000, '1,400,000원'],
    [-1_000, '-1,000원'],
    [-0, '0원'],
    [Number.MAX_SAFE_INTEGER, '9,007,199,254,740,991원'],
  ])('writes %d as %s', (amount, text) => {
    expect(formatKrw(amount)).toBe(text);
  });

  it.each([
    0.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    '1000' as unknown as number,
    undefined as unknown as number,
  ])('refuses %s, which is not a whole number of won', (amount) => {
    expect(() => formatKrw(amount)).toThrow(InvalidAmountError);
  });

  it('loses no digit of any amount', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (amount) => {
        expect(Number(formatKrw(amount).replaceAll(',', '').slice(0, -1))).toBe(amount + 0);
      }),
    );
  });

  it('groups by three from the right', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (amount) => {
        expect(formatKrw(amount)).toMatch(/^\d{1,3}(,\d{3})*원$/);
      }),
    );
  });
});
