import { describe, expect, it } from 'vitest';
import { orderStatusRequestSchema } from './order-status-request.js';

describe('the request for an order status', () => {
  it('accepts the sample of the source documents, and keeps other fields', () => {
    const body = { orderId: '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0', locale: 'ko' };
    expect(orderStatusRequestSchema.parse(body)).toEqual(body);
  });

  it.each([undefined, null, [], {}, { orderId: '' }, { orderId: 'order-1' }, { orderId: 7 }])(
    'is refused when it is %j',
    (value) => {
      expect(orderStatusRequestSchema.safeParse(value).success).toBe(false);
    },
  );

  it('names the field that is wrong', () => {
    const { error } = orderStatusRequestSchema.safeParse({ orderId: 'x' });
    expect(error?.issues[0]).toMatchObject({ path: ['orderId'], message: 'is not a UUID' });
  });
});
