import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../sandbox/create-sandbox.js';

describe('a purchase without a page', () => {
  it('is granted, or left pending, and found by the page', async () => {
    const sandbox = createSandbox();
    const granted = sandbox.console.purchase({ userKey: 'user-1', sku: 'ait.sandbox.non-consumable' });
    const pending = sandbox.console.purchase({
      userKey: 'user-1',
      sku: 'ait.sandbox.consumable-1',
      granted: false,
    });
    expect([granted.state, pending.state]).toEqual(['PURCHASED', 'PAYMENT_COMPLETED']);
    const bridge = sandbox.bridge({ userKey: 'user-1' });
    expect(await bridge.call('getPendingOrders', [])).toMatchObject({
      orders: [{ orderId: pending.orderId }],
    });
    expect(await bridge.call('getCompletedOrRefundedOrders', [])).toMatchObject({
      orders: [{ orderId: granted.orderId }],
    });
  });

  it('starts a subscription with its offer, in the app market of the phone', () => {
    const sandbox = createSandbox();
    const order = sandbox.console.purchase({
      userKey: 'user-1',
      sku: 'ait.sandbox.subscription-monthly',
      offerId: 'free-week',
      platform: 'ios',
    });
    expect(order).toMatchObject({ store: 'APP_STORE', amount: 0, subscription: { status: 'ACTIVE' } });
  });

  it('is refused as on a phone, and nothing is paid', () => {
    const { console, world } = createSandbox();
    const buy =
      (sku: string, userKey = 'user-1') =>
      () =>
        console.purchase({ userKey, sku });
    expect(buy('nothing')).toThrow(expect.objectContaining({ code: 'INVALID_PRODUCT_ID' }));
    expect(buy('ait.sandbox.consumable-1', '')).toThrow(expect.objectContaining({ code: 'INVALID_DEVICE' }));
    buy('ait.sandbox.non-consumable')();
    expect(buy('ait.sandbox.non-consumable')).toThrow(
      expect.objectContaining({ code: 'ITEM_ALREADY_OWNED' }),
    );
    expect(world.store.orderCount()).toBe(1);
  });
});
