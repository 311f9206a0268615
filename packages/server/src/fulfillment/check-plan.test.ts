import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CheckPlan, DEFAULT_CHECK_PLAN, nextCheckDelay } from './check-plan.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const standing = fc.constantFrom<keyof CheckPlan>('open', 'granted', 'unconfirmed');

/** The ages at which an order is checked, if every check is on time. */
function checksOf(kind: keyof CheckPlan): number[] {
  const ages: number[] = [];
  for (let age = 0; ; ) {
    const delay = nextCheckDelay(DEFAULT_CHECK_PLAN, { ageMs: age, standing: kind });
    if (delay === undefined) return ages;
    age += delay;
    ages.push(age);
  }
}

describe('the plan of checks', () => {
  it('asks every few seconds about an order that a user waits for', () => {
    expect(checksOf('open').filter((age) => age <= MINUTE)).toHaveLength(12);
  });

  it('asks every hour about a granted order while Google refunds alone', () => {
    const firstDays = checksOf('granted').filter((age) => age <= 2 * DAY);
    expect(firstDays).toEqual(Array.from({ length: 48 }, (_, hour) => (hour + 1) * HOUR));
  });

  it('asks about a granted order for 120 days, but no longer', () => {
    const last = checksOf('granted').at(-1) ?? 0;
    expect(last).toBeGreaterThanOrEqual(120 * DAY);
    expect(last).toBeLessThan(121 * DAY);
  });

  it('stops asking within a day about an order that the platform has not confirmed', () => {
    expect(checksOf('unconfirmed').at(-1)).toBeLessThanOrEqual(DAY + HOUR);
  });

  it('never asks more often as an order grows older', () => {
    fc.assert(
      fc.property(standing, fc.nat(130 * DAY), fc.nat(130 * DAY), (kind, a, b) => {
        const [younger, older] = a < b ? [a, b] : [b, a];
        const first = nextCheckDelay(DEFAULT_CHECK_PLAN, { ageMs: younger, standing: kind });
        const second = nextCheckDelay(DEFAULT_CHECK_PLAN, { ageMs: older, standing: kind });
        expect(second ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(first ?? Number.POSITIVE_INFINITY);
      }),
    );
  });

  it('never plans more checks of granted orders than the budget allows', () => {
    fc.assert(
      fc.property(
        fc.nat(120 * DAY - 1),
        fc.nat(10_000_000),
        fc.integer({ min: 1, max: 3_000 }),
        (ageMs, due, perMinute) => {
          const delay = nextCheckDelay(DEFAULT_CHECK_PLAN, {
            ageMs,
            standing: 'granted',
            load: { due, perMinute },
          });
          expect(delay).toBeGreaterThanOrEqual((due / perMinute) * MINUTE);
        },
      ),
    );
  });

  it('does not let a backlog delay the orders that users wait for', () => {
    fc.assert(
      fc.property(fc.nat(120 * DAY), fc.nat(10_000_000), (ageMs, due) => {
        const load = { due, perMinute: 3_000 };
        const facts = { ageMs, standing: 'open' } as const;
        expect(nextCheckDelay(DEFAULT_CHECK_PLAN, { ...facts, load })).toBe(
          nextCheckDelay(DEFAULT_CHECK_PLAN, facts),
        );
      }),
    );
  });
});
