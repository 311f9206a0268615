import { describe, expect, it } from 'vitest';
import { buy, statusOf } from '../../../test/support/buy.js';
import type { FaultSpec } from '../../faults/fault-spec.js';
import type { Host } from '../../host/host.js';
import { createSandbox } from '../../sandbox/create-sandbox.js';
import type { Sandbox } from '../../sandbox/sandbox.js';

const SKU = 'ait.sandbox.consumable-1';
const USER = 'user-1';
const LOST = 'TOSS_SERVER_VERIFICATION_FAILED';

/** A purchase that ends with a code, and what is known about it. */
async function fail(fault: Omit<Extract<FaultSpec, { name: 'purchase-error' }>, 'name'>, sku = SKU) {
  const sandbox = createSandbox();
  sandbox.faults.arm({ name: 'purchase-error', ...fault });
  const bridge = sandbox.bridge({ userKey: USER });
  const subscription = sku.includes('subscription');
  const told = await buy(bridge, sku, { subscription }).ended;
  const [order] = sandbox.orders();
  return { sandbox, bridge, told, orderId: order?.orderId ?? '' };
}

async function seen(sandbox: Sandbox, bridge: Host, orderId: string) {
  const ids = async (list: string) => {
    const { orders } = (await bridge.call(list, [])) as { orders: { orderId: string }[] };
    return orders.map((order) => order.orderId);
  };
  const { status } = (await statusOf(sandbox, USER, orderId)) as { status: string };
  return {
    status,
    pending: (await ids('getPendingOrders')).includes(orderId),
    history: (await ids('getCompletedOrRefundedOrders')).includes(orderId),
  };
}

describe('a payment that Toss has not recorded', () => {
  it.each([LOST, 'APP_MARKET_VERIFICATION_FAILED'])(
    'takes money with %s, and no list shows it',
    async (code) => {
      const { sandbox, bridge, told, orderId } = await fail({ code });
      expect(told).toMatchObject({ code });
      const paidAt = sandbox.clock.now();
      expect(sandbox.charges()).toEqual([
        {
          receipt: expect.stringMatching(/^GPA\.\d{4}-\d{4}-\d{4}-\d{5}$/),
          ...{
            orderId,
            userKey: USER,
            sku: SKU,
            store: 'GOOGLE_PLAY',
            amount: 1100,
            paidAt,
            recorded: false,
          },
        },
      ]);
      expect(sandbox.order(orderId)).toMatchObject({ state: 'FAILED', reason: code, paidAt });
      await sandbox.clock.advance('30 days');
      expect(await seen(sandbox, bridge, orderId)).toEqual({
        status: 'FAILED',
        pending: false,
        history: false,
      });
    },
  );

  it.each(['NETWORK_ERROR', 'INTERNAL_ERROR', 'USER_CANCELED', 'PAYMENT_PENDING'])(
    'differs from %s, for which no money is taken',
    async (code) => {
      const { sandbox } = await fail({ code });
      expect(sandbox.charges()).toEqual([]);
    },
  );

  it('takes nothing when the user closes the sheet', async () => {
    const sandbox = createSandbox();
    sandbox.faults.arm({ name: 'purchase-error', code: LOST });
    const { ended } = buy(sandbox.bridge({ userKey: USER, payment: 'cancel' }), SKU);
    expect(await ended).toMatchObject({ code: 'USER_CANCELED' });
    expect(sandbox.charges()).toEqual([]);
  });

  it('is recorded at the chosen time, is pending then, and can be granted', async () => {
    const { sandbox, bridge, orderId } = await fail({ code: LOST, recordedAfter: 60_000 });
    await sandbox.clock.advance('59 s');
    expect(await seen(sandbox, bridge, orderId)).toEqual({
      ...{ status: 'ORDER_IN_PROGRESS', pending: false, history: false },
    });
    await sandbox.clock.advance('1 s');
    expect(await seen(sandbox, bridge, orderId)).toEqual({
      ...{ status: 'PAYMENT_COMPLETED', pending: true, history: false },
    });
    expect(await bridge.call('completeProductGrant', [{ params: { orderId } }])).toBe(true);
    expect(await seen(sandbox, bridge, orderId)).toEqual({
      status: 'PURCHASED',
      pending: false,
      history: true,
    });
    expect(sandbox.charges()).toMatchObject([{ orderId, recorded: true, grantedAt: sandbox.clock.now() }]);
  });

  it('can be recorded by hand too, once, and only if there is one', async () => {
    const { sandbox, bridge, orderId } = await fail({ code: LOST });
    expect(sandbox.console.recordPayment(orderId)).toMatchObject({ state: 'PAYMENT_COMPLETED' });
    expect((await seen(sandbox, bridge, orderId)).pending).toBe(true);
    expect(() => sandbox.console.recordPayment(orderId)).toThrow();
  });

  it('is refunded by the app market alone, and cannot be refunded again', async () => {
    const { sandbox, bridge, orderId } = await fail({ code: LOST });
    await sandbox.clock.advance('10 days');
    expect(sandbox.console.requestRefund(orderId)).toMatchObject({ decider: 'STORE' });
    sandbox.refund(orderId);
    expect(sandbox.charges()).toMatchObject([{ refundedAt: sandbox.clock.now(), recorded: false }]);
    expect(await seen(sandbox, bridge, orderId)).toEqual({
      status: 'FAILED',
      pending: false,
      history: false,
    });
    expect(() => sandbox.refund(orderId)).toThrow('Failed to refund');
    expect(sandbox.dump()).toContain('paid, not recorded by Toss, refunded');
  });

  it('is recorded as refunded when the app market paid it back before', async () => {
    const { sandbox, bridge, orderId } = await fail({ code: LOST, recordedAfter: 60_000 });
    sandbox.refund(orderId);
    await sandbox.clock.advance('1 min');
    expect(await seen(sandbox, bridge, orderId)).toEqual({
      status: 'REFUNDED',
      pending: false,
      history: true,
    });
  });

  it('stops a second sale of a non-consumable in the app market, but not of a consumable', async () => {
    const once = await fail({ code: LOST }, 'ait.sandbox.non-consumable');
    expect(await buy(once.bridge, 'ait.sandbox.non-consumable').ended).toMatchObject({
      code: 'ITEM_ALREADY_OWNED',
    });
    once.sandbox.refund(once.orderId);
    await buy(once.bridge, 'ait.sandbox.non-consumable').purchased;
    const often = await fail({ code: LOST });
    await buy(often.bridge, SKU).purchased;
    expect(often.sandbox.charges({ userKey: USER, sku: SKU })).toHaveLength(2);
    expect(often.sandbox.charges({ userKey: 'somebody else' })).toEqual([]);
  });

  it('of a subscription begins it when it is recorded', async () => {
    const { sandbox, orderId } = await fail(
      { code: LOST, recordedAfter: 60_000 },
      'ait.sandbox.subscription-monthly',
    );
    expect(sandbox.order(orderId)?.subscription).toBeUndefined();
    await sandbox.clock.advance('1 min');
    expect(sandbox.order(orderId)).toMatchObject({ subscription: { status: 'ACTIVE', payments: 1 } });
  });

  it('cannot be approved a second time while Toss reports it as in progress', async () => {
    const { sandbox, orderId } = await fail({ code: LOST, recordedAfter: 60_000 });
    expect(() => sandbox.console.approvePayment(orderId)).toThrow();
    expect(sandbox.charges()).toHaveLength(1);
  });

  it('survives an export, and is recorded in the imported world too', async () => {
    const { sandbox, orderId } = await fail({ code: LOST, recordedAfter: 60_000 });
    const copy = createSandbox();
    copy.import(sandbox.export());
    expect(copy.charges()).toEqual(sandbox.charges());
    await copy.clock.advance('1 min');
    expect(copy.order(orderId)?.state).toBe('PAYMENT_COMPLETED');
  });

  it('has a receipt in the format of the App Store on an iPhone', () => {
    const sandbox = createSandbox();
    sandbox.console.purchase({ userKey: USER, sku: SKU, platform: 'ios' });
    expect(sandbox.charges()).toMatchObject([
      { store: 'APP_STORE', receipt: expect.stringMatching(/^\d{15}$/) },
    ]);
  });
});
