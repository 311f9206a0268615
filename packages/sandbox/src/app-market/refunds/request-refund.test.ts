import { describe, expect, it } from 'vitest';
import { buy, grant, statusOf } from '../../../test/support/buy.js';
import { createSandbox } from '../../sandbox/create-sandbox.js';

const SKU = 'ait.sandbox.consumable-1';

async function bought(platform: 'android' | 'ios') {
  const sandbox = createSandbox();
  const bridge = sandbox.bridge({ userKey: 'user-1', platform });
  const orderId = await buy(bridge, SKU).purchased;
  await grant(bridge, orderId, true);
  return { sandbox, orderId, console: sandbox.console };
}

describe('a refund on Google Play', () => {
  it('is decided by Google alone within 48 hours', async () => {
    const { sandbox, orderId, console } = await bought('android');
    await sandbox.clock.advance(48 * 3_600_000 - 1);
    expect(console.requestRefund(orderId, 'PAID_TWICE')).toMatchObject({
      state: 'REQUESTED',
      decider: 'STORE',
    });
    expect(() => console.approveRefund(orderId)).toThrow('not for the partner');
    expect(console.completeRefund(orderId)).toMatchObject({ state: 'REFUNDED', reason: 'PAID_TWICE' });
  });

  it('goes to the partner first after 48 hours, and Google still decides last', async () => {
    const { sandbox, orderId, console } = await bought('android');
    await sandbox.clock.advance('48 hours');
    expect(console.requestRefund(orderId).decider).toBe('PARTNER');
    expect(() => console.completeRefund(orderId)).toThrow('partner has to decide first');
    expect(console.approveRefund(orderId)).toMatchObject({ state: 'STORE_REVIEW', decider: 'STORE' });
    expect(console.rejectRefund(orderId, 'STORE', '사용 이력이 있어요')).toMatchObject({
      state: 'REJECTED',
      rejectedBy: 'STORE',
    });
    expect(sandbox.order(orderId)?.state).toBe('PURCHASED');
  });

  it('can be rejected by the partner with a reason that the user sees, and requested again', async () => {
    const { sandbox, orderId, console } = await bought('android');
    await sandbox.clock.advance('3 days');
    console.requestRefund(orderId);
    expect(() => console.rejectRefund(orderId, 'PARTNER', ' ')).toThrow('reason');
    console.rejectRefund(orderId, 'PARTNER', '이미 사용했어요');
    expect([...sandbox.events()].at(-1)).toMatchObject({
      type: 'UserNotified',
      userKey: 'user-1',
    });
    expect(console.requestRefund(orderId).state).toBe('REQUESTED');
  });
});

describe('a refund on the App Store', () => {
  it('is decided by Apple alone, however late', async () => {
    const { sandbox, orderId, console } = await bought('ios');
    await sandbox.clock.advance('30 days');
    expect(console.requestRefund(orderId).decider).toBe('STORE');
    expect(() => console.rejectRefund(orderId, 'PARTNER', '안 돼요')).toThrow('not for the partner');
    expect(console.completeRefund(orderId).refund).toMatchObject({ state: 'COMPLETED' });
  });
});

describe('any refund', () => {
  it('is not accepted twice, while one is open, or for an order that was never paid', async () => {
    const { sandbox, orderId, console } = await bought('ios');
    console.requestRefund(orderId);
    expect(() => console.requestRefund(orderId)).toThrow('open already');
    console.completeRefund(orderId);
    expect(() => sandbox.refund(orderId)).toThrow('REFUNDED');
    expect(() => sandbox.refund('nothing')).toThrow('no such order');
    await buy(sandbox.bridge({ userKey: 'user-1', payment: 'cancel' }), SKU).ended;
    expect(() => sandbox.refund(sandbox.orders().at(-1)?.orderId ?? '')).toThrow('FAILED');
  });

  it('of an order that was never granted takes it off the pending list', async () => {
    const sandbox = createSandbox();
    const bridge = sandbox.bridge({ userKey: 'user-1' });
    const purchase = buy(bridge, SKU);
    const orderId = await purchase.purchased;
    sandbox.refund(orderId, 'NOT_DELIVERED');
    expect(await bridge.call('getPendingOrders', [])).toEqual({ orders: [] });
    expect(await bridge.call('completeProductGrant', [{ params: { orderId } }])).toBe(false);
    expect(await statusOf(sandbox, 'user-1', orderId)).toMatchObject({ status: 'REFUNDED' });
    await sandbox.clock.advance('1 min');
    expect(sandbox.order(orderId)?.state).toBe('REFUNDED');
  });
});
