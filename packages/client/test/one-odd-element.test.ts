import {
  getCompletedOrRefundedOrders,
  getPendingOrders,
  getProductItemList,
  getSubscriptionInfo,
  setBridge,
} from '@ait-iap/client';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { lab } from './support/lab.js';
import {
  A,
  B,
  C,
  finished,
  keepWarnings,
  over,
  pending,
  product,
  subscription,
} from './support/odd-answers.js';

const warnings = keepWarnings();

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

  it.each(ODD_ORDERS)(
    'that %s on the pending list does not stop the recovery of the others',
    async (_, odd, place) => {
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
      expect(warnings.text()).toContain(place);
      setBridge(device.bridge);
      expect((await getPendingOrders())?.orders.map(({ orderId }) => orderId)).toEqual(
        expect.arrayContaining([A, C]),
      );
    },
  );

  it.each([
    ['twice', [pending(A), pending(A)]],
    ['with its product and without', [pending(A), { orderId: A, sku: null }]],
    ['without its product and with', [{ orderId: A, sku: '' }, pending(A)]],
  ])(
    'that is on the pending list %s is granted and closed once, by a tap and by a recovery',
    async (_, orders) => {
      for (const way of ['a tap', 'a recovery']) {
        const grant = vi.fn(() => true);
        const device = lab({ getPendingOrders: () => ({ orders: device.pending.size ? orders : [] }) });
        device.pending.set(A, 'a');
        const ended = way === 'a tap' ? device.iap.purchase('a', { grant }) : device.iap.recover({ grant });
        const granted = { orderId: A, sku: 'a', status: 'granted' };
        expect(await ended).toMatchObject(way === 'a tap' ? granted : { orders: [granted] });
        expect(grant).toHaveBeenCalledOnce();
        expect(device.bridge.count('completeProductGrant')).toBe(1);
      }
    },
  );

  it('does not stop the sale of another product when it is alone on the pending list', async () => {
    const { iap, bridge } = over({ getPendingOrders: () => ({ orders: [null] }) });
    expect(await iap.pendingOrders()).toEqual([]);
    const outcome = iap.purchase('c', { grant: () => true });
    await vi.waitFor(() => bridge.sheet.fail('USER_CANCELED'));
    expect(await outcome).toMatchObject({ status: 'canceled' });
  });

  it.each([null, {}, { orderId: '' }, 'x'])(
    'of %j in the history hides no other order, page by page',
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

  it('has usable fields when it is correct', async () => {
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
  ])('of %j is unknown, which never means that it has ended', async (answer) => {
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

describe('any JSON in a field that is not needed', () => {
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

  it('hides no product, no order and no page', async () => {
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

  it('stops no recovery', async () => {
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
