import { isUuidV7, orderCreatedAt } from '@ait-iap/protocol';
import { describe, expect, it } from 'vitest';
import { buy, grant, statusOf } from '../../test/support/buy.js';
import { DEFAULT_START } from '../clock/create-sandbox-clock.js';
import { createSandbox } from './create-sandbox.js';

const USER = 'user-1';
const CONSUMABLE = 'ait.sandbox.consumable-1';
const NON_CONSUMABLE = 'ait.sandbox.non-consumable';

describe('a purchase in the sandbox', () => {
  it('is listed, paid and granted, and the partner sees each step', async () => {
    const sandbox = createSandbox();
    const bridge = sandbox.bridge({ userKey: USER });
    const list = (await bridge.call('iapGetProductItemList', [{}])) as {
      products: { displayName: string }[];
    };
    expect(list.products.map(({ displayName }) => displayName)).toContain('테스트 상품 - 1');
    const purchase = buy(bridge, CONSUMABLE);
    const orderId = await purchase.purchased;
    expect(await statusOf(sandbox, USER, orderId)).toMatchObject({
      status: 'PAYMENT_COMPLETED',
      sku: CONSUMABLE,
    });
    await grant(bridge, orderId, true);
    expect(await purchase.ended).toEqual({
      type: 'success',
      data: {
        orderId,
        displayName: '테스트 상품 - 1',
        displayAmount: '1,100원',
        amount: 1100,
        currency: 'KRW',
        fraction: 0,
        miniAppIconUrl: null,
      },
    });
    expect(await statusOf(sandbox, USER, orderId)).toEqual({
      orderId,
      sku: CONSUMABLE,
      status: 'PURCHASED',
      reason: '구매가 끝났어요.',
      statusDeterminedAt: '2026-01-01T09:00:00',
    });
  });

  it('has an order id of version 7 that carries the time of the sandbox', async () => {
    const sandbox = createSandbox();
    const orderId = await buy(sandbox.bridge({ userKey: USER }), CONSUMABLE).purchased;
    expect(isUuidV7(orderId)).toBe(true);
    expect(orderCreatedAt(orderId)).toBe(DEFAULT_START);
  });

  it('stays pending after false until completeProductGrant closes it', async () => {
    const sandbox = createSandbox();
    const bridge = sandbox.bridge({ userKey: USER });
    const purchase = buy(bridge, CONSUMABLE);
    const orderId = await purchase.purchased;
    await grant(bridge, orderId, false);
    expect(await purchase.ended).toMatchObject({ code: 'PRODUCT_NOT_GRANTED_BY_PARTNER' });
    expect(await bridge.call('getPendingOrders', [])).toEqual({
      orders: [{ orderId, sku: CONSUMABLE, paymentCompletedDate: '2026-01-01T09:00:00' }],
    });
    expect(await bridge.call('completeProductGrant', [{ params: { orderId } }])).toBe(true);
    expect(await bridge.call('getPendingOrders', [])).toEqual({ orders: [] });
    expect(await statusOf(sandbox, USER, orderId)).toMatchObject({ status: 'PURCHASED' });
  });

  it.each([undefined, 'true', 1, {}])('treats the grant answer %j as a refusal', async (answer) => {
    const sandbox = createSandbox();
    const bridge = sandbox.bridge({ userKey: USER });
    const purchase = buy(bridge, CONSUMABLE);
    await grant(bridge, await purchase.purchased, answer);
    expect(await purchase.ended).toMatchObject({ code: 'PRODUCT_NOT_GRANTED_BY_PARTNER' });
  });

  it('closes the grant window after exactly thirty seconds and leaves the order pending', async () => {
    const sandbox = createSandbox();
    const bridge = sandbox.bridge({ userKey: USER });
    const purchase = buy(bridge, CONSUMABLE);
    const orderId = await purchase.purchased;
    await sandbox.clock.advance(29_999);
    expect(sandbox.order(orderId)?.grantWindow).toBe('open');
    await sandbox.clock.advance(1);
    expect(await purchase.ended).toMatchObject({ code: 'PRODUCT_NOT_GRANTED_BY_PARTNER' });
    await expect(grant(bridge, orderId, true)).rejects.toMatchObject({
      code: 'PRODUCT_NOT_GRANTED_BY_PARTNER',
    });
    expect(sandbox.order(orderId)).toMatchObject({
      state: 'PAYMENT_COMPLETED',
      grantWindow: 'missed',
    });
  });

  it('is FAILED and unpaid when the user cancels', async () => {
    const sandbox = createSandbox();
    const purchase = buy(sandbox.bridge({ userKey: USER, payment: 'cancel' }), CONSUMABLE);
    expect(await purchase.ended).toMatchObject({ code: 'USER_CANCELED' });
    expect(sandbox.orders()).toMatchObject([{ state: 'FAILED', reason: 'USER_CANCELED' }]);
  });

  it('ends with INVALID_PRODUCT_ID for an unknown sku and opens no order', async () => {
    const sandbox = createSandbox();
    expect(await buy(sandbox.bridge({ userKey: USER }), 'nothing').ended).toMatchObject({
      code: 'INVALID_PRODUCT_ID',
    });
    expect(sandbox.world.store.orderCount()).toBe(0);
  });

  it.each(['pending', 'granted'])('is refused for a non-consumable that is %s already', async (state) => {
    const sandbox = createSandbox();
    const bridge = sandbox.bridge({ userKey: USER });
    const orderId = await buy(bridge, NON_CONSUMABLE).purchased;
    if (state === 'granted') await grant(bridge, orderId, true);
    expect(await buy(bridge, NON_CONSUMABLE).ended).toMatchObject({ code: 'ITEM_ALREADY_OWNED' });
    sandbox.refund(orderId);
    expect(await buy(bridge, NON_CONSUMABLE).purchased).toEqual(expect.any(String));
  });

  it('takes no money for a non-consumable bought on two devices at once', async () => {
    const sandbox = createSandbox();
    const sheets: Array<(decision: 'approve') => void> = [];
    const payment = () => new Promise<'approve'>((resolve) => sheets.push(resolve));
    const [phone, tablet] = ['phone', 'tablet'].map((deviceId) =>
      sandbox.bridge({ userKey: USER, deviceId, payment }),
    );
    const first = buy(phone as typeof tablet & object, NON_CONSUMABLE);
    const second = buy(tablet as typeof tablet & object, NON_CONSUMABLE);
    await sandbox.idle();
    for (const approve of sheets) approve('approve');
    await first.purchased;
    expect(await second.ended).toMatchObject({ code: 'ITEM_ALREADY_OWNED' });
    expect(sandbox.world.store.pendingOrders(USER)).toHaveLength(1);
  });

  it('continues and is found pending when the page stops listening', async () => {
    const sandbox = createSandbox();
    const bridge = sandbox.bridge({ userKey: USER });
    const stop = bridge.listen(
      'requestOneTimePurchase',
      { sku: CONSUMABLE },
      { onEvent: fail, onError: fail },
    );
    stop();
    stop();
    await sandbox.idle();
    expect(sandbox.world.store.pendingOrders(USER)).toHaveLength(1);
  });

  it('cannot be opened by a dead page', async () => {
    const sandbox = createSandbox();
    const sheets: unknown[] = [];
    const payment = () => {
      sheets.push('shown');
      return 'approve' as const;
    };
    const dying = sandbox.bridge({ userKey: USER, payment });
    dying.listen('requestOneTimePurchase', { sku: CONSUMABLE }, { onEvent: fail, onError: fail });
    dying.close();
    dying.listen('requestOneTimePurchase', { sku: CONSUMABLE }, { onEvent: fail, onError: fail })();
    dying.listen('nothing', {}, { onEvent: fail, onError: fail });
    await sandbox.idle();
    expect([sheets, sandbox.world.store.orderCount()]).toEqual([[], 0]);
  });

  it('is not ended by a sheet that is left over from before a reset, although the orders have the same id', async () => {
    const sandbox = createSandbox();
    const answers: ((answer: 'approve') => void)[] = [];
    const payment = () => new Promise<'approve'>((resolve) => answers.push(resolve));
    buy(sandbox.bridge({ userKey: USER, payment }), CONSUMABLE);
    await sandbox.idle();
    const before = sandbox.orders()[0]?.orderId;
    sandbox.reset();
    const purchase = buy(sandbox.bridge({ userKey: USER, payment }), CONSUMABLE);
    await sandbox.idle();
    answers[0]?.('approve');
    await sandbox.idle();
    expect(sandbox.orders()).toMatchObject([{ orderId: before, state: 'ORDER_IN_PROGRESS' }]);
    answers[1]?.('approve');
    expect(await purchase.purchased).toBe(before);
  });

  it('is found by the next page after the app was closed between payment and grant', async () => {
    const sandbox = createSandbox();
    const first = sandbox.bridge({ userKey: USER });
    const orderId = await buy(first, CONSUMABLE).purchased;
    first.close();
    const second = sandbox.bridge({ userKey: USER });
    expect(await second.call('getPendingOrders', [])).toMatchObject({ orders: [{ orderId }] });
    await grant(second, orderId, true);
    expect(sandbox.order(orderId)?.state).toBe('PURCHASED');
  });
});

describe('users', () => {
  it('see and close only their own orders', async () => {
    const sandbox = createSandbox();
    const orderId = await buy(sandbox.bridge({ userKey: USER }), CONSUMABLE).purchased;
    const other = sandbox.bridge({ userKey: 'user-2' });
    expect(await other.call('getPendingOrders', [])).toEqual({ orders: [] });
    expect(await other.call('completeProductGrant', [{ params: { orderId } }])).toBe(false);
    await expect(grant(other, orderId, true)).rejects.toMatchObject({ code: 'INTERNAL_ERROR' });
    expect(await statusOf(sandbox, 'user-2', orderId)).toMatchObject({ status: 'NOT_FOUND' });
    expect(sandbox.order(orderId)?.state).toBe('PAYMENT_COMPLETED');
  });
});

describe('the history', () => {
  it('comes in pages of 50, newest first, each order once, also while orders are added', async () => {
    const sandbox = createSandbox();
    const bridge = sandbox.bridge({ userKey: USER });
    const bought: string[] = [];
    const buyOne = async () => {
      const orderId = await buy(bridge, CONSUMABLE).purchased;
      await grant(bridge, orderId, true);
      bought.unshift(orderId);
    };
    for (let number = 0; number < 101; number++) await buyOne();
    const page = async (key?: string) =>
      (await bridge.call('getCompletedOrRefundedOrders', [{ key }])) as never as HistoryPage;
    const first = await page();
    expect(first).toMatchObject({ hasNext: true, nextKey: expect.any(String) });
    await buyOne();
    const second = await page(first.nextKey);
    const third = await page(second.nextKey);
    expect([first, second, third].map(({ orders }) => orders.length)).toEqual([50, 50, 1]);
    expect(third).toEqual({ hasNext: false, orders: [expect.objectContaining({ orderId: bought.at(-1) })] });
    const walked = [first, second, third].flatMap(({ orders }) => orders.map(({ orderId }) => orderId));
    expect(walked).toEqual(bought.slice(1));
  });

  it('shows a refund with its date', async () => {
    const sandbox = createSandbox();
    const bridge = sandbox.bridge({ userKey: USER });
    const orderId = await buy(bridge, CONSUMABLE).purchased;
    await grant(bridge, orderId, true);
    await sandbox.clock.advance('1 day');
    sandbox.refund(orderId);
    expect(await bridge.call('getCompletedOrRefundedOrders', [])).toEqual({
      hasNext: false,
      orders: [{ orderId, sku: CONSUMABLE, status: 'REFUNDED', date: '2026-01-02T09:00:00' }],
    });
    expect(await statusOf(sandbox, USER, orderId)).toMatchObject({ status: 'REFUNDED' });
  });
});

interface HistoryPage {
  readonly hasNext: boolean;
  readonly nextKey?: string;
  readonly orders: readonly { readonly orderId: string }[];
}

function fail(): never {
  throw new Error('A page that stopped listening was called.');
}
