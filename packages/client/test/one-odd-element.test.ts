import {
  createIapClient,
  getCompletedOrRefundedOrders,
  getPendingOrders,
  getProductItemList,
  getSubscriptionInfo,
  setBridge,
} from '@ait-iap/client';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lab } from './support/lab.js';
import { type Method, receiptOf, scriptedBridge } from './support/scripted-bridge.js';

const A = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';
const B = '0198a1ff-2baa-7495-bbfa-a0826ba8c7c1';
const C = '0198a1ff-2baa-7495-bbfa-a0826ba8c7c2';

const product = (sku: string) => ({
  sku,
  type: 'CONSUMABLE',
  displayName: '보석',
  displayAmount: '1,000원',
  iconUrl: 'https://static.example/gem.png',
  description: '반짝여요',
});
const subscription = {
  ...product('b'),
  type: 'SUBSCRIPTION',
  renewalCycle: 'MONTHLY',
  offers: [
    { type: 'FREE_TRIAL', offerId: 'trial', period: 'P1W' },
    { type: 'RETURNING', offerId: 'back', period: 'P1M', displayAmount: '500원' },
  ],
};
const pending = (orderId: string, sku = 'a') => ({
  orderId,
  sku,
  paymentCompletedDate: '2026-01-01T00:00:00',
});
const finished = (orderId: string) => ({
  orderId,
  sku: 'a',
  status: 'COMPLETED',
  date: '2026-01-01T00:00:00',
});

let warn: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  setBridge(undefined);
  vi.restoreAllMocks();
});

/** All that was written to the console so far. */
const warnings = () => warn.mock.calls.flat().join('\n');

/** A client, and the drop-in functions, in front of a host that answers so. */
function over(methods: Record<string, Method>) {
  const bridge = scriptedBridge(methods);
  setBridge(bridge);
  return { iap: createIapClient({ bridge }), bridge };
}

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
  ['has offers that are no list', { ...subscription, offers: 'none' }, true, 'products[1].offers'],
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
  it.each(ODD_PRODUCTS)('%s does not cost the shop', async (_, odd, listed, place) => {
    const { iap, bridge } = over({
      iapGetProductItemList: () => ({ products: [product('a'), odd, product('c')] }),
    });
    const expected = listed ? ['a', 'b', 'c'] : ['a', 'c'];
    expect((await iap.products()).map(({ sku }) => sku)).toEqual(expected);
    expect((await getProductItemList())?.products.map(({ sku }) => sku)).toEqual(expected);
    expect(warnings()).toContain(place);
    const outcome = iap.purchase('c', { grant: () => true });
    await vi.waitFor(() => bridge.sheet.purchased(C));
    await vi.waitFor(() => expect(bridge.count('processProductGrant')).toBe(1));
    bridge.sheet.success(C);
    expect(await outcome).toMatchObject({ status: 'granted', receipt: receiptOf(C) });
  });

  it('of a type of tomorrow is carried as it is, and is nothing odd', async () => {
    const { iap } = over({
      iapGetProductItemList: () => ({ products: [{ ...product('r'), type: 'RENTAL', badge: 'NEW' }] }),
    });
    expect(await iap.products()).toMatchObject([{ type: 'RENTAL', extra: { badge: 'NEW' } }]);
    expect((await getProductItemList())?.products).toMatchObject([{ type: 'RENTAL', badge: 'NEW' }]);
    expect(warn).not.toHaveBeenCalled();
  });

  it('keeps the sound offers of its subscription', async () => {
    const { iap } = over({
      iapGetProductItemList: () => ({
        products: [{ ...subscription, offers: [{ offerId: null }, 7, subscription.offers[1]] }],
      }),
    });
    expect((await iap.products())[0]?.offers).toEqual([
      { type: 'RETURNING', offerId: 'back', period: 'P1M', displayAmount: '500원', extra: {} },
    ]);
  });

  it('is told once, however often the list is read', async () => {
    const { iap } = over({
      iapGetProductItemList: () => ({ products: [product('a'), { ...product('once'), iconUrl: false }] }),
    });
    for (let time = 0; time < 3; time++) await iap.products();
    expect(
      warn.mock.calls
        .flat()
        .filter((text: unknown) => String(text).includes('products[1].iconUrl is odd: boolean')),
    ).toHaveLength(1);
  });

  it('is told apart from an empty shop where there is no other: that is an answer nobody can use', async () => {
    const { iap } = over({ iapGetProductItemList: () => ({ products: [null, {}] }) });
    await expect(iap.products()).rejects.toMatchObject({ code: 'INVALID_PAYLOAD', charged: 'no' });
    await expect(getProductItemList()).rejects.toMatchObject({ code: 'INVALID_PAYLOAD', charged: 'no' });
    over({ iapGetProductItemList: () => ({ products: [] }) });
    expect(await getProductItemList()).toEqual({ products: [] });
  });
});

describe('an odd order', () => {
  const ODD_ORDERS: readonly (readonly [string, unknown, string])[] = [
    ['is null', null, 'orders[1]'],
    ['has no orderId', { sku: 'a' }, 'orders[1]'],
    ['has a sku that is an object', { ...pending(B), sku: {} }, 'orders[1].sku'],
    [
      'has a date that is a number',
      { ...pending(B), paymentCompletedDate: 5 },
      'orders[1].paymentCompletedDate',
    ],
    ['has an orderId that is a number', { ...pending(B), orderId: 7 }, ''],
  ];

  it.each(ODD_ORDERS)('on the pending list that %s leaves the others recovered', async (_, odd, place) => {
    const device = lab({ getPendingOrders: () => ({ orders: [pending(A), odd, pending(C, 'c')] }) });
    device.pending.set(A, 'a').set(C, 'c').set(B, 'a').set('7', 'a');
    const report = await device.iap.recover({ grant: () => true });
    const recovered = report.orders
      .filter(({ status }) => status === 'granted')
      .map(({ orderId }) => orderId);
    expect(recovered).toEqual(expect.arrayContaining([A, C]));
    if ((odd as { orderId?: unknown } | null)?.orderId) {
      // Whatever else is odd about it: an order with an id is recovered.
      expect(report.orders).toHaveLength(3);
    }
    expect(warnings()).toContain(place);
    setBridge(device.bridge);
    expect((await getPendingOrders())?.orders.map(({ orderId }) => orderId)).toEqual(
      expect.arrayContaining([A, C]),
    );
  });

  it('that is alone on the pending list does not stop the sale of another product', async () => {
    const { iap, bridge } = over({ getPendingOrders: () => ({ orders: [null] }) });
    expect(await iap.pendingOrders()).toEqual([]);
    const outcome = iap.purchase('c', { grant: () => true });
    await vi.waitFor(() => bridge.sheet.fail('USER_CANCELED'));
    expect(await outcome).toMatchObject({ status: 'canceled' });
  });

  it.each([null, {}, { orderId: '' }, 'x'])(
    'of %j in the history leaves out nothing else, page by page',
    async (odd) => {
      const pages: Record<string, unknown> = {
        first: { hasNext: true, nextKey: 'second', orders: [odd] },
        second: { hasNext: true, nextKey: 'third', orders: [finished(A), odd, finished(B)] },
        third: { orders: [finished(C), { orderId: 'd', status: null, date: 3 }], nextKey: null },
      };
      const { iap } = over({
        getCompletedOrRefundedOrders: (params?: { key?: string }) => pages[params?.key ?? 'first'],
      });
      const orders = [];
      for await (const order of iap.orders()) orders.push(order);
      expect(orders.map(({ orderId }) => orderId)).toEqual([A, B, C, 'd']);
      expect(orders[0]?.date).toEqual(new Date('2025-12-31T15:00:00Z'));
      expect(orders[3]).toMatchObject({ status: 'UNKNOWN', date: undefined });
      const page = await getCompletedOrRefundedOrders({ key: 'second' });
      expect(page).toMatchObject({ hasNext: true, nextKey: 'third', orders: [finished(A), finished(B)] });
    },
  );
});

describe('an odd subscription', () => {
  const SOUND = {
    catalogId: 475,
    status: 'ACTIVE',
    expiresAt: '2026-02-01T09:00:00',
    isAutoRenew: true,
    gracePeriodExpiresAt: null,
    isAccessible: true,
  };

  it('that is sound has usable fields', async () => {
    const { iap } = over({ getSubscriptionInfo: () => ({ subscription: { ...SOUND, plan: 'gold' } }) });
    expect(await iap.subscriptionInfo(A)).toEqual({
      orderId: A,
      catalogId: 475,
      status: 'ACTIVE',
      isAccessible: true,
      isAutoRenew: true,
      expiresAt: new Date('2026-02-01T00:00:00Z'),
      gracePeriodExpiresAt: undefined,
      extra: { plan: 'gold' },
    });
  });

  it.each([
    {},
    { subscription: null },
    { subscription: {} },
    { subscription: 'ACTIVE' },
    { subscription: [] },
    { subscription: { ...SOUND, isAccessible: 'true' } },
    { subscription: { ...SOUND, isAccessible: null } },
  ])('of %j is not known, which never means that it is over', async (answer) => {
    const { iap } = over({
      getSubscriptionInfo: () => answer,
      iapGetProductItemList: () => ({ products: [{ ...subscription, sku: 'a' }] }),
      getCompletedOrRefundedOrders: () => ({ hasNext: false, orders: [finished(A)] }),
    });
    expect(await iap.subscriptionInfo(A)).toMatchObject({ isAccessible: 'unknown' });
    expect(await iap.ownedProducts()).toMatchObject([{ orderId: A, access: 'unknown' }]);
    expect(await getSubscriptionInfo({ params: { orderId: A } })).toEqual(answer);
  });
});

describe('any JSON in a field that nobody needs', () => {
  const FIELDS = {
    product: [
      'type',
      'displayName',
      'displayAmount',
      'iconUrl',
      'description',
      'renewalCycle',
      'offers',
      'new',
    ],
    pending: ['sku', 'paymentCompletedDate', 'new'],
    finished: ['sku', 'status', 'date', 'new'],
  };
  const odd = (names: readonly string[]) =>
    fc.dictionary(fc.constantFrom(...names), fc.jsonValue(), { maxKeys: 4, noNullPrototype: true });

  it('costs no product, no order and no page', async () => {
    await fc.assert(
      fc.asyncProperty(odd(FIELDS.product), odd(FIELDS.pending), odd(FIELDS.finished), async (p, o, f) => {
        const { iap } = over({
          iapGetProductItemList: () => ({
            products: [product('a'), { ...product('b'), ...p }, product('c')],
          }),
          getPendingOrders: () => ({ orders: [{ ...pending(A), ...o }, pending(B)] }),
          getCompletedOrRefundedOrders: () => ({
            hasNext: false,
            orders: [{ ...finished(A), ...f }, finished(B)],
          }),
        });
        const products = await iap.products();
        expect(products.map(({ sku }) => sku)).toEqual(['a', 'b', 'c']);
        for (const { displayName, displayAmount, iconUrl, description } of products) {
          for (const text of [displayName, displayAmount, iconUrl, description])
            expect(text).toBeTypeOf('string');
        }
        expect((await getProductItemList())?.products).toHaveLength(3);
        expect(await iap.pendingOrders()).toMatchObject([{ orderId: A }, { orderId: B }]);
        expect((await getPendingOrders())?.orders).toHaveLength(2);
        const ids: string[] = [];
        for await (const { orderId } of iap.orders()) ids.push(orderId);
        expect(ids).toEqual([A, B]);
        expect((await getCompletedOrRefundedOrders())?.orders).toHaveLength(2);
      }),
    );
  });

  it('costs no recovery', async () => {
    await fc.assert(
      fc.asyncProperty(odd(FIELDS.pending), async (fields) => {
        const device = lab({ getPendingOrders: () => ({ orders: [{ ...pending(A), ...fields }] }) });
        device.pending.set(A, 'a');
        const grant = vi.fn(() => true);
        await device.iap.recover({ grant });
        expect(grant).toHaveBeenCalledWith(expect.objectContaining({ orderId: A }));
        expect(device.pending.size).toBe(0);
      }),
      { numRuns: 50 },
    );
  });
});
