import { describe, expect, it } from 'vitest';
import { completedOrRefundedOrdersSchema } from './completed-orders.js';
import { HISTORY_PAGE_SIZE, HISTORY_STATUSES } from './history-page.js';

const order = { orderId: 'a', sku: 's', status: 'COMPLETED', date: '2025-09-22T00:00:00' };

describe('a page of the history', () => {
  it('holds fifty orders', () => {
    expect(HISTORY_PAGE_SIZE).toBe(50);
  });

  it('is accepted with a key for the next page, with null, and without a key', () => {
    for (const page of [
      { hasNext: true, nextKey: 'k', orders: [order] },
      { hasNext: false, nextKey: null, orders: [] },
      { hasNext: true, orders: [order] },
    ]) {
      expect(completedOrRefundedOrdersSchema.parse(page)).toEqual(page);
    }
  });

  it.each([...HISTORY_STATUSES, 'PARTIALLY_REFUNDED'])('keeps the status %s', (status) => {
    const page = { hasNext: false, orders: [{ ...order, status, extra: 1 }] };
    expect(completedOrRefundedOrdersSchema.parse(page)).toEqual(page);
  });

  it.each([
    undefined,
    null,
    {},
    { orders: [] },
    { hasNext: 'true', orders: [] },
    { hasNext: true, nextKey: 3, orders: [] },
    { hasNext: false, orders: [{ ...order, orderId: undefined }] },
    { hasNext: false, orders: [{ ...order, status: undefined }] },
  ])('is refused when it is %j', (value) => {
    expect(completedOrRefundedOrdersSchema.safeParse(value).success).toBe(false);
  });
});
