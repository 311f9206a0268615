import { IAP_ERROR_CODES } from '@ait-iap/protocol';
import { describe, expect, it } from 'vitest';
import { firstOf, SKU, start, USER } from '../../test/support/armed-sandbox.js';
import { buy, grant } from '../../test/support/buy.js';

describe('a fault of a purchase', () => {
  it.each(IAP_ERROR_CODES)('ends it with %s', async (code) => {
    const { bridge } = start({ name: 'purchase-error', code });
    expect(await firstOf(bridge)).toBe(code);
  });

  it('ends it with a code that the platform does not have yet, and with no other', async () => {
    const { sandbox, bridge } = start({ name: 'purchase-unknown-error' });
    expect(await firstOf(bridge)).toBe('SOMETHING_NEW');
    sandbox.faults.arm({ name: 'purchase-unknown-error', code: 'TOMORROW' });
    expect(await firstOf(bridge)).toBe('TOMORROW');
    expect(() => sandbox.faults.arm({ name: 'purchase-unknown-error', code: 'NETWORK_ERROR' })).toThrow(
      'code is',
    );
    expect(sandbox.charges()).toEqual([]);
  });

  it('leaves an order open that waits for an approval, which may still come', async () => {
    const { sandbox, bridge } = start({ name: 'purchase-error', code: 'PAYMENT_PENDING' });
    await buy(bridge, SKU).ended;
    const [order] = sandbox.orders();
    expect(order).toMatchObject({ state: 'ORDER_IN_PROGRESS', reason: 'PAYMENT_PENDING' });
    sandbox.console.approvePayment(order?.orderId ?? '');
    expect(await bridge.call('getPendingOrders', [])).toMatchObject({
      orders: [{ orderId: order?.orderId }],
    });
  });

  it('tells of an error, and of the payment after that', async () => {
    const { sandbox, bridge } = start({ name: 'paid-after-error', code: 'NETWORK_ERROR', delay: 2_000 });
    const heard: unknown[] = [];
    bridge.listen(
      'requestOneTimePurchase',
      { sku: SKU },
      {
        onEvent: (event) => heard.push((event as { type: string }).type),
        onError: (error) => heard.push((error as { code: string }).code),
      },
    );
    await sandbox.idle();
    expect(heard).toEqual(['NETWORK_ERROR']);
    expect(sandbox.charges()).toEqual([]);
    await sandbox.clock.advance(2_000);
    const [order] = sandbox.orders();
    await grant(bridge, order?.orderId ?? '', true);
    expect(heard).toEqual(['NETWORK_ERROR', 'purchased', 'success']);
    expect(sandbox.order(order?.orderId ?? '')?.state).toBe('PURCHASED');
  });

  it('takes a payment after an error of a page that has gone', async () => {
    const { sandbox, bridge } = start({ name: 'paid-after-error' });
    expect(await firstOf(bridge)).toBe('USER_CANCELED');
    bridge.close();
    await sandbox.clock.advance(1_000);
    expect(sandbox.world.store.pendingOrders(USER)).toHaveLength(1);
  });

  it('sends purchased twice', async () => {
    const { sandbox, bridge } = start({ name: 'purchased-twice' });
    const events: unknown[] = [];
    bridge.listen(
      'requestOneTimePurchase',
      { sku: SKU },
      { onEvent: (event) => events.push(event), onError: events.push },
    );
    await sandbox.idle();
    expect(events).toEqual([events[0], events[0]]);
  });

  it('loses the grant answer: the window closes and the order stays pending', async () => {
    const { sandbox, bridge } = start({ name: 'grant-answer-lost' });
    const purchase = buy(bridge, SKU);
    void grant(bridge, await purchase.purchased, true);
    await sandbox.clock.advance('30 s');
    expect(await purchase.ended).toMatchObject({ code: 'PRODUCT_NOT_GRANTED_BY_PARTNER' });
    expect(sandbox.world.store.pendingOrders(USER)).toHaveLength(1);
  });

  it('delays the grant answer beyond the window, or within it', async () => {
    for (const [delay, state] of [
      [31_000, 'PAYMENT_COMPLETED'],
      [29_000, 'PURCHASED'],
    ] as const) {
      const { sandbox, bridge } = start({ name: 'grant-answer-late', delay });
      const orderId = await buy(bridge, SKU).purchased;
      grant(bridge, orderId, true).catch(() => {});
      await sandbox.clock.advance('1 min');
      expect(sandbox.order(orderId)?.state).toBe(state);
    }
  });

  it('receives the grant answer twice and grants once', async () => {
    const { sandbox, bridge } = start({ name: 'grant-answer-twice' });
    const purchase = buy(bridge, SKU);
    await grant(bridge, await purchase.purchased, true);
    await purchase.ended;
    expect([...sandbox.events()].filter(({ type }) => type === 'OrderGranted')).toHaveLength(1);
  });

  it.each([
    ['killed-after-payment', 'PAYMENT_COMPLETED'],
    ['killed-after-grant', 'PURCHASED'],
  ] as const)('kills the app (%s), and the page hears nothing more', async (name, state) => {
    const { sandbox, bridge } = start({ name });
    const heard: string[] = [];
    bridge.listen(
      'requestOneTimePurchase',
      { sku: SKU },
      {
        onEvent(event) {
          const { type, data } = event as { type: string; data: { orderId: string } };
          heard.push(type);
          void grant(bridge, data.orderId, true);
        },
        onError: () => heard.push('error'),
      },
    );
    await sandbox.idle();
    expect(heard).toEqual(state === 'PURCHASED' ? ['purchased'] : []);
    expect(sandbox.orders()).toMatchObject([{ state }]);
    await expect(bridge.call('getPendingOrders', [])).rejects.toMatchObject({ code: 'APP_CLOSED' });
  });
});
