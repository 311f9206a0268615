import { IAP_ERROR_CODES, type IapBridge } from '@ait-iap/protocol';
import { describe, expect, it } from 'vitest';
import { firstOf, SKU, start, USER } from '../../test/support/armed-sandbox.js';
import { buy, grant } from '../../test/support/buy.js';
import { createSandbox } from '../sandbox/create-sandbox.js';

/** The events and codes that a purchase tells its page, growing as they come. */
function heardBy(bridge: IapBridge, sku = SKU): readonly string[] {
  const heard: string[] = [];
  bridge.listen(
    'requestOneTimePurchase',
    { sku },
    {
      onEvent: (event) => heard.push((event as { type: string }).type),
      onError: (error) => heard.push((error as { code: string }).code),
    },
  );
  return heard;
}

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
    const heard = heardBy(bridge);
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

  it('takes a payment after an error in a world that was exported and imported meanwhile', async () => {
    const { sandbox, bridge } = start({ name: 'paid-after-error' });
    await firstOf(bridge);
    const elsewhere = createSandbox();
    elsewhere.import(sandbox.export());
    await elsewhere.clock.advance(999);
    expect(elsewhere.charges()).toEqual([]);
    await elsewhere.clock.advance('1 h');
    expect(elsewhere.charges()).toMatchObject([{ paidAt: Date.parse('2026-01-01T00:00:01Z') }]);
  });

  it('takes no payment after an error in the world that a reset begins', async () => {
    const { sandbox, bridge } = start({ name: 'paid-after-error' });
    await firstOf(bridge);
    sandbox.reset();
    buy(sandbox.bridge({ userKey: USER, payment: () => new Promise(() => {}) }), SKU);
    await sandbox.clock.advance('1 h');
    expect(sandbox.orders()).toMatchObject([{ state: 'ORDER_IN_PROGRESS' }]);
  });

  it('pays at once after an error with a delay of 0, while the clock stands still', async () => {
    const { sandbox, bridge } = start({ name: 'paid-after-error', delay: 0 });
    const heard = heardBy(bridge);
    await sandbox.idle();
    expect(heard).toEqual(['USER_CANCELED', 'purchased']);
  });

  it('takes no second payment for a product that was bought again after the error, and tells no second error', async () => {
    const { sandbox, bridge } = start({ name: 'paid-after-error' });
    const heard = heardBy(bridge, 'ait.sandbox.non-consumable');
    await sandbox.idle();
    sandbox.console.purchase({ userKey: USER, sku: 'ait.sandbox.non-consumable' });
    await sandbox.clock.advance('1 h');
    expect(heard).toEqual(['USER_CANCELED']);
    expect(sandbox.charges()).toHaveLength(1);
  });

  it('kills no app that has gone before the payment came', async () => {
    const { sandbox, bridge } = start({ name: 'paid-after-error' }, { name: 'killed-after-payment' });
    await firstOf(bridge);
    bridge.close();
    await sandbox.clock.advance('1 h');
    expect(sandbox.charges()).toHaveLength(1);
    expect(sandbox.faults.list()).toMatchObject([{ name: 'killed-after-payment', struck: 0 }]);
  });

  it('waits for a purchase that is paid, if it comes after the payment', async () => {
    const { sandbox } = start({ name: 'purchase-error', code: 'NETWORK_ERROR' });
    expect(await firstOf(sandbox.bridge({ userKey: USER, payment: 'cancel' }))).toBe('USER_CANCELED');
    expect(sandbox.faults.list()).toMatchObject([{ struck: 0 }]);
    expect(await firstOf(sandbox.bridge({ userKey: USER }))).toBe('NETWORK_ERROR');
    expect(sandbox.faults.list()).toEqual([]);
  });

  it('strikes in the order in which two were armed, also if the second needs no sheet', async () => {
    const { bridge } = start(
      { name: 'purchase-error', code: 'NETWORK_ERROR' },
      { name: 'purchase-error', code: 'KOREAN_ACCOUNT_ONLY' },
    );
    expect(await firstOf(bridge)).toBe('NETWORK_ERROR');
    expect(await firstOf(bridge)).toBe('KOREAN_ACCOUNT_ONLY');
  });

  it('gives way to what the person chooses on the sheet, and waits for the next purchase', async () => {
    const { sandbox } = start({ name: 'purchase-error', code: 'NETWORK_ERROR' });
    const chosen = { decision: 'approve', scenario: 'paid-after-cancel' } as const;
    expect(await firstOf(sandbox.bridge({ userKey: USER, payment: () => chosen }))).toBe('USER_CANCELED');
    expect(sandbox.faults.list()).toMatchObject([{ name: 'purchase-error', struck: 0 }]);
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
