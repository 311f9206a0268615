import { describe } from 'vitest';
import { expect, test } from '../src/vitest.js';
import { buy, grant, statusOf } from './support/buy.js';

const SKU = 'ait.sandbox.consumable-1';

/** The four scenarios that a mini-app has to show in the sandbox app before its review (end of domain.md). */
describe('the review checklist for in-app purchase', () => {
  test('1: the list is shown', async ({ bridge }) => {
    const { products } = (await bridge.call('iapGetProductItemList', [{}])) as { products: object[] };
    expect(products).toContainEqual({
      type: 'CONSUMABLE',
      sku: SKU,
      displayName: '테스트 상품 - 1',
      displayAmount: '1,100원',
      description: expect.any(String),
      iconUrl: expect.stringMatching(/^data:image/),
    });
    expect(products).toContainEqual(expect.objectContaining({ displayName: '테스트 상품 - 2' }));
  });

  test('2: the payment succeeds, and the price shown is the price charged', async ({ sandbox, bridge }) => {
    const purchase = buy(bridge, SKU);
    const orderId = await purchase.purchased;
    await grant(bridge, orderId, true);
    expect(await purchase.ended).toMatchObject({
      type: 'success',
      data: { displayAmount: '1,100원', amount: 1100 },
    });
    expect(orderId).toBeGrantedOnce();
    expect(sandbox.order(orderId)?.amount).toBe(1100);
  });

  test('3: the payment succeeds, the grant of the partner fails, and the pending order is granted later', async ({
    sandbox,
    bridge,
    userKey,
  }) => {
    const purchase = buy(bridge, SKU);
    const orderId = await purchase.purchased;
    await grant(bridge, orderId, false);
    expect(await purchase.ended).toMatchObject({ code: 'PRODUCT_NOT_GRANTED_BY_PARTNER' });
    bridge.close();
    const nextDay = sandbox.bridge({ userKey });
    await sandbox.clock.advance('1 day');
    const { orders } = (await nextDay.call('getPendingOrders', [])) as { orders: { orderId: string }[] };
    expect(orders).toMatchObject([{ orderId, sku: SKU }]);
    expect(await statusOf(sandbox, userKey, orderId)).toMatchObject({ status: 'PAYMENT_COMPLETED' });
    expect(await nextDay.call('completeProductGrant', [{ params: { orderId } }])).toBe(true);
    expect(orderId).toBeGrantedOnce();
    expect(await nextDay.call('getPendingOrders', [])).toEqual({ orders: [] });
  });

  test.for([
    ['the network fails', 'NETWORK_ERROR', 'FAILED'],
    ['the user cancels', 'USER_CANCELED', 'FAILED'],
    ['an internal error', 'INTERNAL_ERROR', 'FAILED'],
    ['the grant fails', 'PRODUCT_NOT_GRANTED_BY_PARTNER', 'PAYMENT_COMPLETED'],
  ] as const)('4: %s', async ([, code, state], { sandbox, bridge }) => {
    sandbox.faults.arm({ name: 'purchase-error', code });
    expect(await buy(bridge, SKU).ended).toMatchObject({ code });
    expect(sandbox.orders()).toMatchObject([{ state }]);
    const again = buy(bridge, SKU);
    expect(await again.purchased).toEqual(expect.any(String));
  });

  test('and purchases survive a change of device', async ({ sandbox, bridge, userKey }) => {
    const orderId = await buy(bridge, 'ait.sandbox.non-consumable').purchased;
    await grant(bridge, orderId, true);
    const tablet = sandbox.bridge({ userKey, deviceId: 'tablet', platform: 'ios' });
    expect(await tablet.call('getCompletedOrRefundedOrders', [])).toMatchObject({
      orders: [{ orderId, sku: 'ait.sandbox.non-consumable', status: 'COMPLETED' }],
    });
    expect(await buy(tablet, 'ait.sandbox.non-consumable').ended).toMatchObject({
      code: 'ITEM_ALREADY_OWNED',
    });
  });
});
