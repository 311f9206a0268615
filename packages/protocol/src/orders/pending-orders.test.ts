import { describe, expect, it } from 'vitest';
import { pendingOrdersSchema } from './pending-orders.js';

describe('the pending orders', () => {
  it('are accepted with and without a sku and a date, and with null', () => {
    const list = {
      orders: [
        { orderId: 'a', sku: 's', paymentCompletedDate: '2025-09-22T00:00:00' },
        { orderId: 'b' },
        { orderId: 'c', sku: null, paymentCompletedDate: null },
      ],
    };
    expect(pendingOrdersSchema.parse(list)).toEqual(list);
  });

  it('keep unknown fields', () => {
    const list = { orders: [{ orderId: 'a', subscriptionId: 's1' }], orderIds: ['a'] };
    expect(pendingOrdersSchema.parse(list)).toEqual(list);
  });

  it('may be empty', () => {
    expect(pendingOrdersSchema.parse({ orders: [] })).toEqual({ orders: [] });
  });

  it.each([
    undefined,
    null,
    {},
    [],
    { orders: null },
    { orders: [{}] },
    { orders: [{ orderId: '' }] },
    { orders: [{ orderId: 7 }] },
    { orders: ['a'] },
  ])('are refused when they are %j', (value) => {
    expect(pendingOrdersSchema.safeParse(value).success).toBe(false);
  });
});
