import { describe, vi } from 'vitest';
import { buy, grant } from './sandbox/buy.js';
import { expect, test } from './vitest.js';

const SKU = 'ait.sandbox.consumable-1';

describe('the fixtures', () => {
  test('give a bridge over a fresh world', async ({ sandbox, bridge, userKey }) => {
    expect(sandbox.world.store.orderCount()).toBe(0);
    const purchase = buy(bridge, SKU);
    const orderId = await purchase.purchased;
    expect(orderId).toBePending();
    expect(sandbox.world.store.order(orderId)?.userKey).toBe(userKey);
    await grant(bridge, orderId, true);
    expect(await purchase.ended).toMatchObject({ type: 'success' });
    expect(orderId).toBeGrantedOnce();
    sandbox.refund(orderId);
    expect({ orderId }).toBeRefunded();
    expect({ orderId }).not.toBeGrantedOnce();
  });

  test('give another world to the next test', ({ sandbox }) => {
    expect(sandbox.world.store.orderCount()).toBe(0);
  });

  test('count the calls of a mock for one order', async ({ bridge }) => {
    const grantProduct = vi.fn(async (_: { orderId: string }) => true);
    for (let number = 0; number < 2; number++) {
      const orderId = await buy(bridge, SKU).purchased;
      await grant(bridge, orderId, await grantProduct({ orderId }));
      expect(orderId).toBeGrantedOnce(grantProduct);
    }
    const orderId = grantProduct.mock.calls[0]?.[0].orderId ?? '';
    await grantProduct({ orderId });
    expect(() => expect(orderId).toBeGrantedOnce(grantProduct)).toThrow('called 2 times');
  });

  test('tell the world when an order is not as expected, and refuse an order of nobody', async ({
    bridge,
  }) => {
    const orderId = await buy(bridge, SKU).purchased;
    expect(() => expect(orderId).toBeGrantedOnce()).toThrow(/PAYMENT_COMPLETED[\s\S]*OrderPaid/);
    expect(() => expect('nothing').not.toBePending()).toThrow('no running sandbox');
  });

  test('work under fake timers', async ({ sandbox, bridge }) => {
    vi.useFakeTimers();
    const orderId = await buy(bridge, SKU).purchased;
    await sandbox.clock.advance('31 s');
    await sandbox.settled();
    vi.useRealTimers();
    expect(sandbox.world.store.order(orderId)?.grantWindow).toBe('missed');
  });
});
