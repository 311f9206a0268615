import { type KnownOrderStatus, ORDER_STATUSES } from '@ait-iap/protocol';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { GrantableOrderStatus, OrderStatusResult } from './order-status-result.js';
import { toOrderStatusResult } from './to-order-status-result.js';

const ORDER = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';
const of = (status: string, more: object = {}) => toOrderStatusResult({ orderId: ORDER, status, ...more });

describe('a status of the platform', () => {
  test.each([
    ['ORDER_IN_PROGRESS', false, false],
    ['PAYMENT_COMPLETED', true, false],
    ['PURCHASED', true, false],
    ['FAILED', false, true],
    ['REFUNDED', false, true],
    ['NOT_FOUND', false, false],
    ['MINIAPP_MISMATCH', false, true],
    ['ERROR', false, false],
  ])('%s may be granted: %s, is final: %s', (status, isGrantable, isFinal) => {
    expect(of(status)).toMatchObject({ status, known: true, isGrantable, isFinal });
  });

  test('is in the table above if it is known', () => {
    expect(ORDER_STATUSES).toHaveLength(8);
  });

  test.each(['PARTIALLY_REFUNDED', 'purchased', 'PURCHASED ', '구매완료'])(
    '%j is unknown: kept, never granted, never final',
    (status) => {
      expect(of(status)).toMatchObject({ status, known: false, isGrantable: false, isFinal: false });
    },
  );

  test('keeps unknown fields, and leaves out fields that are null', () => {
    const result = of('PURCHASED', { sku: null, reason: null, statusDeterminedAt: null, quantity: 3 });
    expect(result).toMatchObject({ reason: '', raw: { quantity: 3 } });
    expect(Object.keys(result)).not.toEqual(expect.arrayContaining(['sku']));
    expect(Object.keys(result)).not.toEqual(expect.arrayContaining(['statusDeterminedAt']));
  });

  test('gives the order id in lower case, however it was written', () => {
    expect(toOrderStatusResult({ orderId: ORDER.toUpperCase(), status: 'PURCHASED' }).orderId).toBe(ORDER);
  });
});

test('the type of a result separates known from unknown statuses, and grantable ones from the others', () => {
  const read = (result: OrderStatusResult) => {
    if (result.isGrantable) expectTypeOf(result.status).toEqualTypeOf<GrantableOrderStatus>();
    else if (result.known) {
      expectTypeOf(result.status).toEqualTypeOf<Exclude<KnownOrderStatus, GrantableOrderStatus>>();
    } else expectTypeOf(result.isFinal).toEqualTypeOf<false>();
    return result.status;
  };
  expect(read(of('PURCHASED'))).toBe('PURCHASED');
});
