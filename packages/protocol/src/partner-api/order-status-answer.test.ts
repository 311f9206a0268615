import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { ORDER_STATUSES, type OrderStatus } from '../orders/order-status.js';
import { type OrderStatusAnswer, orderStatusAnswerSchema, skuOf } from './order-status-answer.js';

const answer = {
  orderId: '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0',
  status: 'ORDER_IN_PROGRESS',
  reason: '진행 중인 주문입니다.',
};

describe('the answer about an order', () => {
  it('accepts the sample of the source documents unchanged', () => {
    expect(orderStatusAnswerSchema.parse(answer)).toEqual(answer);
  });

  it.each([...ORDER_STATUSES, 'PARTIALLY_REFUNDED', 'purchased'])('keeps the status %s', (status) => {
    expect(orderStatusAnswerSchema.parse({ ...answer, status }).status).toBe(status);
  });

  it('accepts the fields of the later docs, also null and unknown ones', () => {
    const later = { ...answer, sku: 's', statusDeterminedAt: '2025-09-22T09:00:00', extra: { a: 1 } };
    expect(orderStatusAnswerSchema.parse(later)).toEqual(later);
    const nulls = { ...answer, reason: null, sku: null, statusDeterminedAt: null };
    expect(orderStatusAnswerSchema.parse(nulls)).toEqual(nulls);
  });

  it('keeps order and status, whatever the other fields hold, and reads text only from strings', () => {
    const junk = fc.jsonValue();
    fc.assert(
      fc.property(fc.record({ reason: junk, sku: junk, statusDeterminedAt: junk, extra: junk }), (odd) => {
        const parsed = orderStatusAnswerSchema.parse({ ...answer, ...odd });
        expect(parsed).toMatchObject({ orderId: answer.orderId, status: answer.status });
        for (const text of [parsed.reason, parsed.sku, parsed.statusDeterminedAt]) {
          expect(typeof (text ?? '')).toBe('string');
        }
      }),
    );
  });

  it.each([
    undefined,
    null,
    {},
    { ...answer, orderId: undefined },
    { ...answer, status: undefined },
    { ...answer, status: null },
    { ...answer, status: '' },
    { ...answer, status: 3 },
  ])('is refused when it is %j', (value) => {
    expect(orderStatusAnswerSchema.safeParse(value).success).toBe(false);
  });

  it('has an open type for the status', () => {
    expectTypeOf<OrderStatusAnswer['status']>().toEqualTypeOf<OrderStatus>();
  });
});

describe('the product of an answer', () => {
  it.each(['gem', ' gem ', '코인 100'])('is %j, unchanged', (sku) => {
    expect(skuOf({ sku })).toBe(sku);
  });

  it.each([undefined, null, '', '  ', '\u200b', '\n\t', 7, {}, ['gem']])(
    'is missing when it is %j',
    (sku) => {
      expect(skuOf({ sku })).toBeUndefined();
    },
  );
});
