import { toOrderId } from '@ait-iap/protocol';
import { describe, expect, it } from 'vitest';
import type { LedgerOrder } from '../ledger/ledger-order.js';
import { blankOrder } from '../ledger/lock-order.js';
import { DEFAULT_CHECK_PLAN } from './check-plan.js';
import { planNextCheck } from './plan-next-check.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 0, 1);
const orderId = toOrderId('13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0');

/** In how many milliseconds an order of this age is checked again; null for never. */
function delay(ageMs: number, facts: Partial<LedgerOrder>): number | null {
  const firstSeenAt = new Date(NOW - ageMs);
  const order = { ...blankOrder({ orderId, givenId: orderId }, NOW), confirmed: true, ...facts, firstSeenAt };
  const { nextCheckAt } = planNextCheck(DEFAULT_CHECK_PLAN, order, NOW);
  return nextCheckAt === undefined ? null : nextCheckAt.getTime() - NOW;
}

const granted = { delivery: 'granted', payment: 'paid', status: 'PURCHASED' } as const;
const refunded = { payment: 'refunded', status: 'REFUNDED' } as const;

describe('the next check of an order', () => {
  it('is not planned for a granted order that is old and still paid', () => {
    expect(delay(119 * DAY, granted)).toBe(DAY);
    expect(delay(121 * DAY, granted)).toBeNull();
  });

  it.each(['FAILED', 'MINIAPP_MISMATCH', 'NOT_FOUND', 'ERROR', 'SOMETHING_NEW', undefined])(
    'is always planned for a granted order whose last status is %s',
    (status) => {
      expect(delay(HOUR, { ...granted, status })).toBe(HOUR);
      expect(delay(1_000 * DAY, { ...granted, status })).toBe(7 * DAY);
    },
  );

  it.each(['PURCHASED', 'FAILED', 'MINIAPP_MISMATCH', 'ERROR'])(
    'is always planned for a paid order that was not granted, whatever came after (%s)',
    (status) => {
      expect(delay(1_000 * DAY, { payment: 'paid', status })).toBe(7 * DAY);
    },
  );

  it('is always planned for a refunded order that could not be revoked', () => {
    expect(delay(1_000 * DAY, { ...granted, ...refunded })).toBe(7 * DAY);
    expect(delay(1_000 * DAY, { ...granted, ...refunded, status: 'ERROR' })).toBe(7 * DAY);
  });

  it('is planned less often after a refund, counted from the refund, and no more at the end', () => {
    const revoked = { ...refunded, delivery: 'revoked', revokedAt: new Date(NOW - DAY) } as const;
    expect(delay(119 * DAY, revoked)).toBe(6 * HOUR);
    expect(delay(300 * DAY, { ...revoked, revokedAt: new Date(NOW - 119 * DAY) })).toBe(DAY);
    expect(delay(300 * DAY, { ...revoked, revokedAt: new Date(NOW - 121 * DAY) })).toBeNull();
  });

  it('is in five minutes after a refunded order was reported paid again, and in an hour while that stays open', () => {
    const again = { ...refunded, delivery: 'revoked', status: 'PURCHASED' } as const;
    expect(delay(300 * DAY, { ...again, paidAgainAt: new Date(NOW) })).toBe(5 * MINUTE);
    expect(delay(300 * DAY, { ...again, paidAgainAt: new Date(NOW - 6 * MINUTE) })).toBe(HOUR);
    // Written by a clock that was ahead.
    expect(delay(300 * DAY, { ...again, paidAgainAt: new Date(NOW + DAY) })).toBe(HOUR);
  });

  it('is soon for an order that failed within the grant window, and less often later', () => {
    expect(delay(5_000, { status: 'FAILED' })).toBe(5_000);
    expect(delay(10 * MINUTE - 1, { status: 'FAILED' })).toBe(30_000);
    expect(delay(10 * MINUTE, { status: 'FAILED' })).toBe(6 * HOUR);
    expect(delay(121 * DAY, { status: 'FAILED' })).toBeNull();
  });

  it.each([undefined, 'NOT_FOUND', 'MINIAPP_MISMATCH', 'ERROR'])(
    'is rare for an unconfirmed id, and not planned after a day (%s)',
    (status) => {
      let age = 0;
      let questions = 0;
      for (;;) {
        const next = delay(age, { status, confirmed: false });
        if (next === null) break;
        age += next;
        questions += 1;
      }
      expect(questions).toBeLessThanOrEqual(10);
      expect(age).toBeLessThan(2 * DAY);
    },
  );

  it.each(['ORDER_IN_PROGRESS', 'ERROR', 'PARTIALLY_PAID'])(
    'is planned for months while the order is %s',
    (status) => {
      expect(delay(100 * DAY, { status })).not.toBeNull();
      expect(delay(121 * DAY, { status })).toBeNull();
    },
  );

  it('is soon for an order with a time in the future, which only a wrong clock can make', () => {
    expect(delay(-DAY, { status: 'ORDER_IN_PROGRESS' })).toBe(5_000);
  });

  it('is later after each failure of a callback, but at most six hours later', () => {
    const failing = (failures: number) => delay(300 * DAY, { ...granted, ...refunded, failures });
    expect([1, 2, 3, 9, 20, 1_000].map(failing)).toEqual([
      MINUTE,
      2 * MINUTE,
      4 * MINUTE,
      256 * MINUTE,
      6 * HOUR,
      6 * HOUR,
    ]);
  });
});
