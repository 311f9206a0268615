import type { IapProductListItem as OfficialProductListItem } from '@apps-in-toss/web-bridge';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { OFFER_TYPES, offerSchema, type SubscriptionOffer } from './offer.js';
import {
  type IapProductListItem,
  type ProductListItemWire,
  productItemListSchema,
  productListItemSchema,
} from './product-list.js';
import { PRODUCT_TYPES, RENEWAL_CYCLES } from './product-type.js';

const item = {
  type: 'CONSUMABLE',
  sku: 'ait.0000010000.af647449.3bd55cfd00.0000000475',
  displayName: '보라 보석',
  displayAmount: '1,000원',
  iconUrl: 'https://static.toss.im/icon.png',
  description: '멋진 변신을 할 수 있는 보라색 보석',
};

describe('the product list', () => {
  it('accepts an item of each type unchanged', () => {
    const products = PRODUCT_TYPES.map((type) => ({ ...item, type }));
    expect(productItemListSchema.parse({ products })).toEqual({ products });
  });

  it('accepts an empty list', () => {
    expect(productItemListSchema.parse({ products: [] })).toEqual({ products: [] });
  });

  it('accepts an item without a type, as old app versions send it, and adds none', () => {
    const { type: _, ...old } = item;
    expect(productListItemSchema.parse(old)).toEqual(old);
    expect('type' in productListItemSchema.parse(old)).toBe(false);
  });

  it('keeps an unknown type, an unknown cycle and unknown fields', () => {
    const future = { ...item, type: 'RENTAL', renewalCycle: 'DAILY', badge: { text: 'NEW' } };
    expect(productListItemSchema.parse(future)).toEqual(future);
  });

  it('keeps the offers of a subscription, unknown kinds included', () => {
    const offers = [
      { type: 'FREE_TRIAL', offerId: 'o1', period: 'P7D' },
      { type: 'NEW_SUBSCRIPTION', offerId: 'o2', period: 'P1M', displayAmount: '500원' },
      { type: 'LOYALTY', offerId: 'o3', period: 'P1Y', displayAmount: null, note: 1 },
    ];
    const subscription = { ...item, type: 'SUBSCRIPTION', renewalCycle: 'MONTHLY', offers };
    expect(productListItemSchema.parse(subscription)).toEqual(subscription);
  });

  it('fills in a missing icon and description, so that the rest of the shop stays open', () => {
    const { iconUrl: _, description: __, ...poor } = item;
    expect(productListItemSchema.parse(poor)).toMatchObject({ iconUrl: '', description: '' });
  });

  it.each(['sku', 'displayName', 'displayAmount'] as const)('refuses an item without %s', (field) => {
    const { [field]: _, ...rest } = item;
    expect(productListItemSchema.safeParse(rest).success).toBe(false);
  });

  it.each([
    undefined,
    null,
    [],
    {},
    { products: null },
    { products: {} },
    { products: [null] },
    { products: [{ ...item, sku: '' }] },
  ])('refuses %j, which is not a product list', (value) => {
    expect(productItemListSchema.safeParse(value).success).toBe(false);
  });

  it('takes no field from a prototype key in the message', () => {
    const hostile = JSON.parse(`{"__proto__":{"admin":true},"products":[]}`);
    const parsed = productItemListSchema.parse(hostile);
    expect((parsed as { admin?: unknown }).admin).toBeUndefined();
    expect(({} as { admin?: unknown }).admin).toBeUndefined();
  });
});

describe('an offer', () => {
  it.each(OFFER_TYPES)('of type %s passes', (type) => {
    const offer = { type, offerId: 'o', period: 'P1M' };
    expect(offerSchema.parse(offer)).toEqual(offer);
  });

  it('without an id is refused', () => {
    expect(offerSchema.safeParse({ type: 'FREE_TRIAL', period: 'P1M' }).success).toBe(false);
  });
});

describe('the types of a product', () => {
  it('are assignable to the official ones and back', () => {
    expectTypeOf<IapProductListItem>().toExtend<OfficialProductListItem>();
    expectTypeOf<OfficialProductListItem>().toExtend<IapProductListItem>();
    expectTypeOf<OfficialProductListItem>().not.toBeAny();
  });

  it('are narrower than what may arrive', () => {
    expectTypeOf<IapProductListItem>().toExtend<ProductListItemWire>();
    expectTypeOf<ProductListItemWire>().not.toExtend<IapProductListItem>();
  });

  it('follow the lists of words', () => {
    expectTypeOf<IapProductListItem['type']>().toEqualTypeOf<(typeof PRODUCT_TYPES)[number]>();
    expectTypeOf<SubscriptionOffer['type']>().toEqualTypeOf<(typeof OFFER_TYPES)[number]>();
    expect(RENEWAL_CYCLES).toEqual(['WEEKLY', 'MONTHLY', 'YEARLY']);
  });
});
