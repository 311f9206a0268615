import { describe, expect, expectTypeOf, it } from 'vitest';
import { ORDER_STATUSES, type OrderStatus } from '../orders/order-status.js';
import { type OrderStatusAnswer, orderStatusAnswerSchema } from './order-status-answer.js';

const answer = {
  orderId: '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0',
  status: 'ORDER_IN_PROGRESS',
  reason: '진행 중인 주문입니다.',
};

describe('the answer about an order', () => {
  it('passes the sample of the source documents as it is', () => {
    expect(orderStatusAnswerSchema.parse(answer)).toEqual(answer);
  });

  it.each([...ORDER_STATUSES, 'PARTIALLY_REFUNDED', 'purchased'])('keeps the status %s', (status) => {
    expect(orderStatusAnswerSchema.parse({ ...answer, status }).status).toBe(status);
  });

  it('passes the fields of the later docs, null ones and unknown ones', () => {
    const later = { ...answer, sku: 's', statusDeterminedAt: '2025-09-22T09:00:00', extra: { a: 1 } };
    expect(orderStatusAnswerSchema.parse(later)).toEqual(later);
    const nulls = { ...answer, reason: null, sku: null, statusDeterminedAt: null };
    expect(orderStatusAnswerSchema.parse(nulls)).toEqual(nulls);
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
    { ...answer, sku: 3 },
  ])('is refused when it is %j', (value) => {
    expect(orderStatusAnswerSchema.safeParse(value).success).toBe(false);
  });

  it('has an open status', () => {
    expectTypeOf<OrderStatusAnswer['status']>().toEqualTypeOf<OrderStatus>();
  });
});
