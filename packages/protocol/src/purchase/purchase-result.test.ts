import type { IapCreateOneTimePurchaseOrderOptions } from '@apps-in-toss/web-bridge';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { type PurchaseResult, purchaseResultSchema } from './purchase-result.js';

type OfficialResult = Parameters<IapCreateOneTimePurchaseOrderOptions['onEvent']>[0]['data'];

const result = {
  orderId: '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0',
  displayName: '테스트 상품 - 1',
  displayAmount: '1,000원',
  amount: 1_000,
  currency: 'KRW',
  fraction: 0,
  miniAppIconUrl: 'https://static.toss.im/icon.png',
};

describe('the result of a purchase', () => {
  it('is accepted unchanged, with the keys that real devices add', () => {
    const seen = { ...result, orderIds: [result.orderId] };
    expect(purchaseResultSchema.parse(seen)).toEqual(seen);
  });

  it('has no icon when it is null or left out', () => {
    const { miniAppIconUrl: _, ...without } = result;
    expect(purchaseResultSchema.parse(without).miniAppIconUrl).toBeNull();
    expect(purchaseResultSchema.parse({ ...result, miniAppIconUrl: null }).miniAppIconUrl).toBeNull();
  });

  it('keeps an order id that is not a UUID, because the Toss app chose it', () => {
    expect(purchaseResultSchema.parse({ ...result, orderId: 'o-1' }).orderId).toBe('o-1');
  });

  it.each([
    undefined,
    null,
    {},
    { ...result, orderId: '' },
    { ...result, amount: '1000' },
    { ...result, amount: Number.NaN },
  ])('is refused when it is %j', (value) => {
    expect(purchaseResultSchema.safeParse(value).success).toBe(false);
  });

  it('has a type that can stand for the official one', () => {
    expectTypeOf<PurchaseResult>().toExtend<OfficialResult>();
    expectTypeOf<OfficialResult>().not.toBeAny();
  });
});
