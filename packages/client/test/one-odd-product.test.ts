import { getProductItemList } from '@ait-iap/client';
import { describe, expect, it, vi } from 'vitest';
import { C, keepWarnings, over, product, subscription } from './support/odd-answers.js';
import { receiptOf } from './support/scripted-bridge.js';

const warnings = keepWarnings();

const without = (fields: object, name: string) =>
  Object.fromEntries(Object.entries(fields).filter(([own]) => own !== name));

/** A second product that is odd, whether it can still be listed, and the place that a warning has to name. */
const ODD_PRODUCTS: readonly (readonly [string, unknown, boolean, string])[] = [
  ['is null', null, false, 'products[1]'],
  ['is a text', 'b', false, 'products[1]'],
  ['is a list', [], false, 'products[1]'],
  ['has no sku', without(product('b'), 'sku'), false, 'products[1]'],
  ['has an empty sku', product(''), false, 'products[1]'],
  ['has a null sku', { ...product('b'), sku: null }, false, 'products[1]'],
  ['has iconUrl: null', { ...product('b'), iconUrl: null }, true, 'products[1].iconUrl'],
  ['has description: null', { ...product('b'), description: null }, true, 'products[1].description'],
  ['has no displayName', without(product('b'), 'displayName'), true, 'products[1].displayName'],
  ['has a displayName of 7', { ...product('b'), displayName: 7 }, true, 'products[1].displayName'],
  [
    'has a displayAmount of 1000',
    { ...product('b'), displayAmount: 1000 },
    true,
    'products[1].displayAmount',
  ],
  ['has a type that is a number', { ...product('b'), type: 3 }, true, 'products[1].type'],
  ['has offers that are not a list', { ...subscription, offers: 'none' }, true, 'products[1].offers'],
  [
    'has an offer without a period',
    { ...subscription, offers: [without(subscription.offers[0] ?? {}, 'period'), subscription.offers[1]] },
    true,
    'products[1].offers[0].period',
  ],
  [
    'has an offer that is null',
    { ...subscription, offers: [null, subscription.offers[1]] },
    true,
    'products[1].offers[0]',
  ],
];

describe('a product that', () => {
  it.each(ODD_PRODUCTS)('%s does not close the shop', async (_, odd, listed, place) => {
    const { iap, bridge } = over({
      iapGetProductItemList: () => ({ products: [product('a'), odd, product('c')] }),
    });
    const expected = listed ? ['a', 'b', 'c'] : ['a', 'c'];
    expect((await iap.products()).map(({ sku }) => sku)).toEqual(expected);
    expect((await getProductItemList())?.products.map(({ sku }) => sku)).toEqual(expected);
    expect(warnings.text()).toContain(place);
    const outcome = iap.purchase('c', { grant: () => true });
    await vi.waitFor(() => bridge.sheet.purchased(C));
    await vi.waitFor(() => expect(bridge.count('processProductGrant')).toBe(1));
    bridge.sheet.success(C);
    expect(await outcome).toMatchObject({ status: 'granted', receipt: receiptOf(C) });
  });

  it('has a type that is not known yet is passed on as it is, without a warning', async () => {
    const { iap } = over({
      iapGetProductItemList: () => ({ products: [{ ...product('r'), type: 'RENTAL', badge: 'NEW' }] }),
    });
    expect(await iap.products()).toMatchObject([{ type: 'RENTAL', extra: { badge: 'NEW' } }]);
    expect((await getProductItemList())?.products).toMatchObject([{ type: 'RENTAL', badge: 'NEW' }]);
    expect(warnings.all()).toEqual([]);
  });

  it('keeps the correct offers of its subscription', async () => {
    const { iap } = over({
      iapGetProductItemList: () => ({
        products: [{ ...subscription, offers: [{ offerId: null }, 7, subscription.offers[1]] }],
      }),
    });
    expect((await iap.products())[0]?.offers).toEqual([
      { type: 'RETURNING', offerId: 'back', period: 'P1M', displayAmount: '500원', extra: {} },
    ]);
  });

  it('is reported once, however often the list is read', async () => {
    const { iap } = over({
      iapGetProductItemList: () => ({ products: [product('a'), { ...product('once'), iconUrl: false }] }),
    });
    for (let time = 0; time < 3; time++) await iap.products();
    expect(
      warnings.all().filter((text) => text.includes('products[1].iconUrl is odd: boolean')),
    ).toHaveLength(1);
  });

  it('is the only one in the list gives an error, and not an empty shop', async () => {
    const { iap } = over({ iapGetProductItemList: () => ({ products: [null, {}] }) });
    await expect(iap.products()).rejects.toMatchObject({ code: 'INVALID_PAYLOAD', charged: 'no' });
    await expect(getProductItemList()).rejects.toMatchObject({ code: 'INVALID_PAYLOAD', charged: 'no' });
    over({ iapGetProductItemList: () => ({ products: [] }) });
    expect(await getProductItemList()).toEqual({ products: [] });
  });
});
