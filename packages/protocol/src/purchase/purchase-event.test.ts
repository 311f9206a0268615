import { describe, expect, it } from 'vitest';
import { isPurchasedEvent, isPurchaseSuccessEvent, purchaseEventSchema } from './purchase-event.js';

const data = {
  orderId: 'a',
  displayName: 'n',
  displayAmount: '1,000원',
  amount: 1_000,
  currency: 'KRW',
  fraction: 0,
  miniAppIconUrl: null,
};

describe('an event of a purchase', () => {
  it.each([
    { type: 'purchased', data: { orderId: 'a' } },
    { type: 'purchased', data: { orderId: 'a', subscriptionId: 's', sku: 'x' }, at: 1 },
    { type: 'purchased', data: { orderId: 'a', subscriptionId: null } },
  ])('that says "paid" is accepted unchanged: %j', (event) => {
    const parsed = purchaseEventSchema.parse(event);
    expect(parsed).toEqual(event);
    expect(isPurchasedEvent(parsed)).toBe(true);
    expect(isPurchaseSuccessEvent(parsed)).toBe(false);
  });

  it('that says "finished" is accepted unchanged', () => {
    const parsed = purchaseEventSchema.parse({ type: 'success', data });
    expect(parsed).toEqual({ type: 'success', data });
    expect(isPurchaseSuccessEvent(parsed)).toBe(true);
    expect(isPurchasedEvent(parsed)).toBe(false);
  });

  it.each([
    { type: 'sheetOpened' },
    { type: 'progress', data: { percent: 3 } },
    { type: 'PURCHASED', data: 0 },
  ])('of an unknown type is kept, and counts as neither: %j', (event) => {
    const parsed = purchaseEventSchema.parse(event);
    expect(parsed).toEqual(event);
    expect(isPurchasedEvent(parsed)).toBe(false);
    expect(isPurchaseSuccessEvent(parsed)).toBe(false);
  });

  it.each([
    undefined,
    null,
    'purchased',
    {},
    { data },
    { type: 'purchased' },
    { type: 'purchased', data: {} },
    { type: 'purchased', data: { orderId: '' } },
    { type: 'success', data: { orderId: 'a' } },
  ])('is refused, and not treated as an unknown type, when it is %j', (value) => {
    expect(purchaseEventSchema.safeParse(value).success).toBe(false);
  });
});
