import { describe, expect, it } from 'vitest';
import { lab } from '../../test/support/lab.js';
import { settled } from '../../test/support/manual-clock.js';

const order = (orderId: string) => ({
  orderId,
  sku: 'sku',
  status: 'COMPLETED',
  date: '2026-01-01T00:00:00',
});

describe('ownedProducts', () => {
  const product = (sku: string, type?: string) => ({ sku, displayName: sku, displayAmount: '1,000원', type });

  it('takes a refunded product off, wherever the refund is in the history', async () => {
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

  it('says unknown, and never "not owned", for a product that is no longer on the list', async () => {
    const { iap } = lab({
      iapGetProductItemList: () => ({ products: [product('other', 'CONSUMABLE')] }),
      getCompletedOrRefundedOrders: () => ({ hasNext: false, orders: [order('1')] }),
    });
    expect(await iap.ownedProducts()).toEqual([
      { sku: 'sku', orderId: '1', type: undefined, access: 'unknown' },
    ]);
  });

  it.each([{}, { subscription: {} }, { subscription: null }])(
    'says unknown for a subscription when the app answers %j',
    async (answer) => {
      const { iap } = lab({
        iapGetProductItemList: () => ({ products: [product('sku', 'SUBSCRIPTION')] }),
        getCompletedOrRefundedOrders: () => ({ hasNext: false, orders: [order('1')] }),
        getSubscriptionInfo: () => answer,
      });
      expect(await iap.ownedProducts()).toMatchObject([{ sku: 'sku', access: 'unknown' }]);
    },
  );

  it('does not give access for a history status that it does not know', async () => {
    const charged = { ...order('1'), status: 'CHARGEBACK' };
    for (const orders of [[charged], [order('1'), charged], [charged, order('1')]]) {
      const { iap } = lab({
        iapGetProductItemList: () => ({ products: [product('sku', 'NON_CONSUMABLE')] }),
        getCompletedOrRefundedOrders: () => ({ hasNext: false, orders }),
      });
      expect(await iap.ownedProducts()).toEqual([
        { sku: 'sku', orderId: '1', type: 'NON_CONSUMABLE', access: 'unknown' },
      ]);
    }
  });

  it('gives no access to a subscription with a history status that it does not know, whatever the app says', async () => {
    const { iap, bridge } = lab({
      iapGetProductItemList: () => ({ products: [product('sku', 'SUBSCRIPTION')] }),
      getCompletedOrRefundedOrders: () => ({
        hasNext: false,
        orders: [{ ...order('1'), status: 'CHARGEBACK' }],
      }),
    });
    expect(await iap.ownedProducts()).toMatchObject([{ sku: 'sku', access: 'unknown' }]);
    expect(bridge.count('getSubscriptionInfo')).toBe(0);
  });

  it('stops at once when it is aborted while the products are read', async () => {
    const { iap, bridge } = lab({ iapGetProductItemList: () => new Promise(() => {}) });
    const controller = new AbortController();
    const owned = iap.ownedProducts({ signal: controller.signal });
    await settled();
    controller.abort(new Error('gone'));
    await expect(owned).rejects.toThrow('gone');
    expect(bridge.count('getCompletedOrRefundedOrders')).toBe(0);
  });

  it('asks about no further subscription once it is aborted', async () => {
    const controller = new AbortController();
    const { iap, bridge } = lab({
      iapGetProductItemList: () => ({ products: [product('sku', 'SUBSCRIPTION')] }),
      getCompletedOrRefundedOrders: () => ({ hasNext: false, orders: [order('1'), order('2')] }),
      getSubscriptionInfo: () => {
        controller.abort(new Error('gone'));
        return {};
      },
    });
    await expect(iap.ownedProducts({ signal: controller.signal })).rejects.toThrow('gone');
    expect(bridge.count('getSubscriptionInfo')).toBe(1);
  });
});
