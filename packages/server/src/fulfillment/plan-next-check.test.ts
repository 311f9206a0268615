import { describe, expect, it } from 'vitest';
import { DEFAULT_CHECK_PLAN } from '../reconciliation/check-plan.js';
import { planNextCheck } from './plan-next-check.js';

const DAY = 86_400_000;
const plan = (status: string | null, ageMs: number, more: { claimed?: boolean; granted?: boolean } = {}) =>
  planNextCheck(
    DEFAULT_CHECK_PLAN,
    { claimed: false, granted: false, ...more, status, firstSeenAt: 1_000_000 - ageMs },
    1_000_000,
  );

describe('the next check of an order', () => {
  it.each(['FAILED', 'REFUNDED', 'MINIAPP_MISMATCH'])('is none once it is %s', (status) => {
    expect(plan(status, 0, { claimed: true })).toBeNull();
  });

  it.each([null, 'NOT_FOUND'])('is none after a day for an id that nobody has confirmed (%s)', (status) => {
    expect(plan(status, 0)).not.toBeNull();
    expect(plan(status, 2 * DAY)).toBeNull();
  });

  it.each(['ORDER_IN_PROGRESS', 'ERROR', 'PARTIALLY_PAID'])('goes on for months while it is %s', (status) => {
    expect(plan(status, 100 * DAY)).not.toBeNull();
    expect(plan(status, 121 * DAY)).toBeNull();
  });

  it('is soon for an order of the future, which only a clock that was wrong can make', () => {
    expect(plan('ORDER_IN_PROGRESS', -DAY)).toBe(1_000_000 + 5_000);
  });
});
