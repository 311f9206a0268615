import { describe, expect, it } from 'vitest';
import { lab } from '../../test/support/lab.js';

const order = (orderId: string) => ({
  orderId,
  sku: 'sku',
  status: 'COMPLETED',
  date: '2026-01-01T00:00:00',
});

/** A host with these pages, by the key that asks for each. */
function history(pages: Record<string, object>) {
  return lab({
    getCompletedOrRefundedOrders: (params?: { key?: string }) => pages[params?.key ?? 'first'],
  });
}

async function idsOf(orders: AsyncIterable<{ orderId: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { orderId } of orders) ids.push(orderId);
  return ids;
}

describe('orders', () => {
  it('walks from key to key and asks for no page before it is needed', async () => {
    const { iap, bridge } = history({
      first: { hasNext: true, nextKey: 'b', orders: [order('1'), order('2')] },
      b: { hasNext: true, nextKey: 'c', orders: [order('3')] },
      c: { hasNext: false, nextKey: null, orders: [order('4')] },
    });
    const walk = iap.orders()[Symbol.asyncIterator]();
    await walk.next();
    expect(bridge.count('getCompletedOrRefundedOrders')).toBe(1);
    expect(await idsOf(iap.orders())).toEqual(['1', '2', '3', '4']);
    expect(
      bridge.calls.filter(({ functionName }) => functionName === 'getCompletedOrRefundedOrders').at(-1),
    ).toEqual({
      functionName: 'getCompletedOrRefundedOrders',
      args: [{ key: 'c' }],
    });
  });

  it('ends on a key that came before', async () => {
    const { iap } = history({
      first: { hasNext: true, nextKey: 'b', orders: [order('1')] },
      b: { hasNext: true, nextKey: 'c', orders: [order('2')] },
      c: { hasNext: true, nextKey: 'b', orders: [order('3')] },
    });
    expect(await idsOf(iap.orders())).toEqual(['1', '2', '3']);
  });

  it.each([undefined, null, ''])('ends on the key %j whatever hasNext says', async (nextKey) => {
    const { iap } = history({ first: { hasNext: true, nextKey, orders: [order('1')] } });
    expect(await idsOf(iap.orders())).toEqual(['1']);
  });

  it('rejects when a page in the middle cannot be read, after it gave what came before', async () => {
    const { iap } = history({
      first: { hasNext: true, nextKey: 'b', orders: [order('1')] },
      b: { hasNext: 'perhaps', orders: [] },
    });
    const walk = iap.orders()[Symbol.asyncIterator]();
    expect((await walk.next()).value?.orderId).toBe('1');
    await expect(walk.next()).rejects.toMatchObject({ code: 'INVALID_PAYLOAD', charged: 'no' });
  });
});

describe('ownedProducts', () => {
  const product = (sku: string, type?: string) => ({ sku, displayName: sku, displayAmount: '1,000원', type });

  it('takes a refund off wherever in the history it stands', async () => {
    const refunded = { ...order('1'), status: 'REFUNDED' };
    for (const orders of [
      [order('1'), refunded],
      [refunded, order('1')],
    ]) {
      const { iap } = lab({
        iapGetProductItemList: () => ({ products: [product('sku', 'NON_CONSUMABLE')] }),
        getCompletedOrRefundedOrders: () => ({ hasNext: false, orders }),
      });
      expect(await iap.ownedProducts()).toEqual([]);
    }
  });

  it('says unknown, and never "not owned", of a product that is not on the list any more', async () => {
    const { iap } = lab({
      iapGetProductItemList: () => ({ products: [product('other', 'CONSUMABLE')] }),
      getCompletedOrRefundedOrders: () => ({ hasNext: false, orders: [order('1')] }),
    });
    expect(await iap.ownedProducts()).toEqual([
      { sku: 'sku', orderId: '1', type: undefined, access: 'unknown' },
    ]);
  });

  it.each([{}, { subscription: {} }, { subscription: null }])(
    'says unknown of a subscription for which the app answers %j',
    async (answer) => {
      const { iap } = lab({
        iapGetProductItemList: () => ({ products: [product('sku', 'SUBSCRIPTION')] }),
        getCompletedOrRefundedOrders: () => ({ hasNext: false, orders: [order('1')] }),
        getSubscriptionInfo: () => answer,
      });
      expect(await iap.ownedProducts()).toMatchObject([{ sku: 'sku', access: 'unknown' }]);
    },
  );
});
