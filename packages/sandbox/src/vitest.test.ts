import { describe, vi } from 'vitest';
import { buy, grant } from '../test/support/buy.js';
import { expect, test } from './vitest.js';

const SKU = 'ait.sandbox.consumable-1';

describe('the fixtures', () => {
  test('give a bridge over a fresh world', async ({ sandbox, bridge, userKey }) => {
    expect(sandbox.world.store.orderCount()).toBe(0);
    const purchase = buy(bridge, SKU);
    const orderId = await purchase.purchased;
    expect(orderId).toBePending();
    expect(sandbox.order(orderId)?.userKey).toBe(userKey);
    await grant(bridge, orderId, true);
    expect(await purchase.ended).toMatchObject({ type: 'success' });
    expect(orderId).toBeGrantedOnce();
    sandbox.refund(orderId);
    expect({ orderId }).toBeRefunded();
    expect({ orderId }).not.toBeGrantedOnce();
  });

  test('give a new world to the next test', ({ sandbox }) => {
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

  test('show the world when an order is not as expected, and refuse an order without a user', async ({
    bridge,
  }) => {
    const orderId = await buy(bridge, SKU).purchased;
    expect(() => expect(orderId).toBeGrantedOnce()).toThrow(/PAYMENT_COMPLETED[\s\S]*OrderPaid/);
    expect(() => expect('nothing').not.toBePending()).toThrow('no running sandbox');
  });

  test('count what the user has paid, also what no list shows', async ({ sandbox, bridge, userKey }) => {
    expect(sandbox).toHaveCharges(0);
    expect(sandbox).toOweNothing();
    sandbox.faults.arm({ name: 'purchase-error', code: 'TOSS_SERVER_VERIFICATION_FAILED' });
    await buy(bridge, SKU).ended;
    await grant(bridge, await buy(bridge, SKU).purchased, true);
    expect(sandbox).toHaveCharges(2);
    expect(sandbox).toHaveCharges(0, { userKey: 'somebody else' });
    expect(() => expect(sandbox).toHaveCharges(1, { userKey, sku: SKU })).toThrow(/there are 2: .*GPA\./);
    expect(() => expect(sandbox).toOweNothing()).toThrow(/not recorded by Toss, and not refunded/);
    const [lost] = sandbox.orders();
    expect(lost).not.toBeRefunded();
    sandbox.refund(lost?.orderId ?? '');
    expect(lost).toBeRefunded();
    expect(sandbox).toOweNothing();
    await buy(bridge, SKU).purchased;
    expect(() => expect(sandbox).toOweNothing()).toThrow(/paid and not granted/);
    expect(() => expect({}).not.toOweNothing()).toThrow(/not a sandbox/);
  });

  test('work under fake timers', async ({ sandbox, bridge }) => {
    vi.useFakeTimers();
    const orderId = await buy(bridge, SKU).purchased;
    await sandbox.clock.advance('31 s');
    await sandbox.idle();
    vi.useRealTimers();
    expect(sandbox.order(orderId)?.grantWindow).toBe('missed');
  });
});
