import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DueQueue } from './due-queue.js';

describe('a due queue', () => {
  it('always knows the earliest due, also after many changes and cancellations', () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd');
    const at = fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(fc.tuple(key, at), { maxLength: 400, size: 'max' }), (changes) => {
        const queue = new DueQueue();
        const dues = new Map<string, number>();
        for (const [name, time] of changes) {
          queue.set(name, time);
          if (time === undefined) dues.delete(name);
          else dues.set(name, time);
          const [first] = [...dues].sort((one, other) => one[1] - other[1] || (one[0] < other[0] ? -1 : 1));
          expect(queue.peek()).toEqual(first === undefined ? undefined : { key: first[0], at: first[1] });
        }
      }),
      { numRuns: 50 },
    );
  });
});
