import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholePercent } from './whole-percent.js';

describe('wholePercent', () => {
  it.each([
    [1_100, 5, 55],
    [1_099, 5, 54],
    [19, 5, 0],
    [20, 5, 1],
    [405, 10, 40],
    [0, 15, 0],
    [1_400_000, 0, 0],
    [1e13, 15, 15e11],
  ])('of %d won and %d per cent is %d won', (amount, percent, expected) => {
    expect(wholePercent(amount, percent)).toBe(expected);
  });

  it('agrees with exact arithmetic on big integers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e13 }), fc.integer({ min: 0, max: 100 }), (amount, percent) => {
        expect(BigInt(wholePercent(amount, percent))).toBe((BigInt(amount) * BigInt(percent)) / 100n);
      }),
    );
  });
});
