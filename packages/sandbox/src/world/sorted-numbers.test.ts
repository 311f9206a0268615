import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SortedNumbers } from './sorted-numbers.js';

describe('sorted numbers', () => {
  it('stay a sorted set, however they are added and removed', () => {
    const steps = fc.array(fc.record({ number: fc.integer({ min: 1, max: 30 }), add: fc.boolean() }));
    fc.assert(
      fc.property(
        steps,
        fc.integer({ min: 0, max: 31 }),
        fc.integer({ min: 0, max: 9 }),
        (changes, bound, limit) => {
          const sorted = new SortedNumbers();
          const set = new Set<number>();
          for (const { number, add } of changes) {
            if (add) sorted.add(number);
            else sorted.remove(number);
            if (add) set.add(number);
            else set.delete(number);
          }
          const expected = [...set].sort((a, b) => a - b);
          expect([sorted.ascending(), sorted.size]).toEqual([expected, expected.length]);
          const below = expected.filter((number) => number < bound).reverse();
          expect(sorted.below(bound, limit)).toEqual(below.slice(0, limit));
        },
      ),
    );
  });
});
