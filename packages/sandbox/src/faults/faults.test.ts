import { IAP_ERROR_CODES, type IapBridge } from '@ait-iap/protocol';
import { describe, expect, it } from 'vitest';
import { buy, grant, statusOf } from '../../test/support/buy.js';
import { createSandbox } from '../sandbox/create-sandbox.js';
import { FAULT_CATALOGUE } from './fault-catalogue.js';
import type { FaultSpec } from './fault-spec.js';

const SKU = 'ait.sandbox.consumable-1';
const USER = 'user-1';

function start(...faults: FaultSpec[]) {
  const sandbox = createSandbox();
  for (const fault of faults) sandbox.faults.arm(fault);
  return { sandbox, bridge: sandbox.bridge({ userKey: USER }) };
}

describe('the fault book', () => {
  it('strikes once by default, n times, or always', async () => {
    for (const [times, cancels] of [
      [undefined, 1],
      [2, 2],
      ['always', 4],
    ] as const) {
      const { bridge } = start({
        name: 'purchase-error',
        code: 'NETWORK_ERROR',
        ...(times !== undefined && { times }),
      });
      const codes = [];
      for (let tap = 0; tap < 4; tap++) codes.push(await firstOf(bridge));
      expect(codes.filter((code) => code === 'NETWORK_ERROR')).toHaveLength(cancels);
    }
  });

  it('concerns only the user, sku and order that it names', async () => {
    const { sandbox, bridge } = start(
      { name: 'purchase-error', userKey: 'somebody-else', times: 'always' },
      { name: 'purchase-error', sku: 'ait.sandbox.consumable-2', code: 'KOREAN_ACCOUNT_ONLY' },
    );
    const orderId = await buy(bridge, SKU).purchased;
    expect(await firstOf(bridge, 'ait.sandbox.consumable-2')).toBe('KOREAN_ACCOUNT_ONLY');
    sandbox.faults.arm({ name: 'order-status-500', orderId: 'another' });
    expect(await statusOf(sandbox, USER, orderId)).toMatchObject({ status: 'PAYMENT_COMPLETED' });
  });

  it('draws its chances from the seed: the same again in another world, others in another seed', async () => {
    const run = async (seed: string) => {
      const sandbox = createSandbox({ seed });
      sandbox.faults.arm({ name: 'bridge-throttled', probability: 0.5, times: 'always' });
      const bridge = sandbox.bridge({ userKey: USER });
      const calls = Array.from({ length: 64 }, () =>
        bridge.call('getPendingOrders', []).then(
          () => 1,
          () => 0,
        ),
      );
      return (await Promise.all(calls)).join('');
    };
    const one = await run('one');
    expect(one).toBe(await run('one'));
    expect(one).not.toBe(await run('two'));
    expect(one).toMatch(/01|10/);
  });

  it('writes nothing for a chance that does not strike, and goes on with the same luck from an export', async () => {
    const sandbox = createSandbox();
    for (let fault = 0; fault < 25; fault++)
      sandbox.faults.arm({ name: 'order-status-500', probability: 0.002, times: 'always' });
    const orderId = await buy(sandbox.bridge({ userKey: USER }), SKU).purchased;
    const before = sandbox.world.store.lastSeq();
    const copy = createSandbox();
    copy.import(sandbox.export());
    const luck = async (world: typeof sandbox) => {
      const answers: boolean[] = [];
      for (let poll = 0; poll < 100; poll++)
        answers.push((await statusOf(world, USER, orderId)) === undefined);
      return answers;
    };
    const answers = await luck(sandbox);
    const struck = answers.filter(Boolean).length;
    expect(struck).toBeGreaterThan(0);
    expect(struck).toBeLessThan(30);
    expect(sandbox.world.store.lastSeq() - before).toBe(struck);
    expect(await luck(copy)).toEqual(answers);
  });

  it('lists, disarms and clears, and survives an export', () => {
    const { sandbox } = start(
      { name: 'order-status-500' },
      { name: 'order-status-cut' },
      { name: 'webhook-twice' },
    );
    expect(sandbox.faults.disarm('fault-2')).toBe(true);
    expect(sandbox.faults.disarm('fault-2')).toBe(false);
    const copy = createSandbox();
    copy.import(sandbox.export());
    expect(copy.faults.list().map(({ id, name }) => `${id} ${name}`)).toEqual([
      'fault-1 order-status-500',
      'fault-3 webhook-twice',
    ]);
    copy.faults.clear();
    expect(copy.faults.list()).toEqual([]);
  });

  it.each([
    ['name', { name: 'no-such-fault' }],
    ['times', { name: 'purchase-error', times: 0 }],
    ['probability', { name: 'purchase-error', probability: 1.5 }],
    ['delay', { name: 'order-status-late', delay: -1 }],
    ['seconds', { name: 'order-status-500', seconds: 3 }],
    ['seconds', { name: 'order-status-rate-limited', seconds: 1.5 }],
    ['seconds', { name: 'order-status-rate-limited', seconds: 1e9 }],
    ['userKey', { name: 'order-status-500', userKey: '' }],
    ['userKey', { name: 'order-status-500', userKey: 'two words' }],
    ['orderId', { name: 'order-status-500', orderId: 7 }],
    ['code', { name: 'purchase-error', code: 'NOPE' }],
    ['code', { name: 'purchase-error', code: 'constructor' }],
    ['recordedAfter', { name: 'purchase-error', recordedAfter: 5 }],
    ['recordedAfter', { name: 'purchase-error', code: 'NETWORK_ERROR', recordedAfter: 5 }],
    ['recordedAfter', { name: 'purchase-error', code: 'TOSS_SERVER_VERIFICATION_FAILED', recordedAfter: -5 }],
    ['delay', { name: 'pending-list-late', delay: 1e300 }],
    ['delay', { name: 'webhook-late', delay: '5' }],
    ['function', { name: 'bridge-throttled', function: 'getPendingOrder' }],
    ['resultType', { name: 'order-status-fail', resultType: 'SUCCESS' }],
    ['resultType', { name: 'order-status-fail', resultType: 'NOPE' }],
    ['status', { name: 'order-status-unknown-status', status: 'PURCHASED' }],
  ])('refuses an unusable %s and arms nothing', (field, spec) => {
    const { sandbox } = start();
    expect(() => sandbox.faults.arm(spec as FaultSpec)).toThrow(
      expect.objectContaining({ code: 'INVALID_FAULT', field }),
    );
    expect(sandbox.faults.list()).toEqual([]);
  });

  it('does not compile with a parameter that a fault does not take, or a name that is none', () => {
    const arm = (spec: FaultSpec) => spec;
    arm({ name: 'order-status-rate-limited', seconds: 3 });
    // @ts-expect-error HTTP 500 has no seconds
    arm({ name: 'order-status-500', seconds: 3 });
    // @ts-expect-error there is no such fault
    arm({ name: 'purchase-lost' });
  });

  it('has Korean and English words for every fault', () => {
    for (const { ko, en } of Object.values(FAULT_CATALOGUE))
      expect([ko, en]).toEqual([expect.stringMatching(/[가-힣]/), expect.any(String)]);
  });
});

describe('a fault of a purchase', () => {
  it.each(IAP_ERROR_CODES)('ends it with %s', async (code) => {
    const { bridge } = start({ name: 'purchase-error', code });
    expect(await firstOf(bridge)).toBe(code);
  });

  it('ends it with a code that no platform has yet, and with no other', async () => {
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

  it('delays the grant answer past the window, or within it', async () => {
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

  it('takes the grant answer twice and grants once', async () => {
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

describe('a fault of the bridge', () => {
  it('lists a pending order late', async () => {
    const { sandbox, bridge } = start({ name: 'pending-list-late', times: 'always' });
    const orderId = await buy(bridge, SKU).purchased;
    expect(await listed(bridge)).toEqual([]);
    await sandbox.clock.advance('10 s');
    expect(await listed(bridge)).toEqual([orderId]);
  });

  it('lists one order late however often it is asked for, and the next one in time', async () => {
    const { sandbox, bridge } = start({ name: 'pending-list-late' });
    const late = await buy(bridge, SKU).purchased;
    for (let second = 0; second < 10; second++) {
      expect(await listed(bridge)).toEqual([]);
      await sandbox.clock.advance('1 s');
    }
    expect(await listed(bridge)).toEqual([late]);
    const next = await buy(bridge, SKU).purchased;
    expect(await listed(bridge)).toEqual([late, next]);
  });

  it('keeps an order hidden in a world that was exported meanwhile, and shows it once the fault is disarmed', async () => {
    const { sandbox, bridge } = start({ name: 'pending-list-late' });
    const orderId = await buy(bridge, SKU).purchased;
    expect(await listed(bridge)).toEqual([]);
    const copy = createSandbox();
    copy.import(sandbox.export());
    const there = copy.bridge({ userKey: USER });
    expect(await listed(there)).toEqual([]);
    expect(copy.faults.disarm('fault-1')).toBe(true);
    expect(await listed(there)).toEqual([orderId]);
    sandbox.faults.clear();
    expect(await listed(bridge)).toEqual([orderId]);
  });

  it('forgets by itself what a lasting fault did', async () => {
    const { sandbox, bridge } = start({ name: 'pending-list-late', delay: 2.5 });
    await buy(bridge, SKU).purchased;
    await listed(bridge);
    await sandbox.clock.advance('1 day');
    expect(sandbox.world.store.records('fault-effect')).toEqual([]);
  });

  it('is late by chance for an order once or never, and does not hide what was listed', async () => {
    const { sandbox, bridge } = start({ name: 'pending-list-late', probability: 0.5, times: 'always' });
    for (let order = 0; order < 20; order++) await buy(bridge, SKU).purchased;
    const first = await listed(bridge);
    expect([0, 20]).not.toContain(first.length);
    for (let time = 0; time < 5; time++) expect(await listed(bridge)).toEqual(first);
    await sandbox.clock.advance('10 s');
    expect(await listed(bridge)).toHaveLength(20);
  });

  it('does not waste its lag on an order that was paid long ago', async () => {
    const { sandbox, bridge } = start();
    const old = await buy(bridge, SKU).purchased;
    await sandbox.clock.advance('1 day');
    sandbox.faults.arm({ name: 'pending-list-late' });
    const young = await buy(bridge, SKU).purchased;
    expect(await listed(bridge)).toEqual([old]);
    await sandbox.clock.advance('10 s');
    expect(await listed(bridge)).toEqual([old, young]);
  });

  it('throttles or swallows one function and leaves the others alone', async () => {
    const { sandbox, bridge } = start(
      { name: 'bridge-throttled', function: 'getPendingOrders' },
      { name: 'bridge-no-answer', function: 'completeProductGrant' },
    );
    await expect(bridge.call('getPendingOrders', [])).rejects.toMatchObject({ code: 'APP_BRIDGE_THROTTLED' });
    expect(await bridge.call('getPendingOrders', [])).toEqual({ orders: [] });
    let settled = false;
    const over = () => {
      settled = true;
    };
    bridge.call('completeProductGrant', [{}]).then(over, over);
    await sandbox.clock.advance('1 day');
    expect(settled).toBe(false);
  });
});

/** The ids on the pending list. */
async function listed(bridge: IapBridge): Promise<string[]> {
  const { orders } = (await bridge.call('getPendingOrders', [])) as { orders: { orderId: string }[] };
  return orders.map(({ orderId }) => orderId);
}

/** The code with which a purchase ends, or `purchased` when it goes on. */
async function firstOf(bridge: IapBridge, sku = SKU): Promise<string> {
  return buy(bridge, sku).purchased.then(
    () => 'purchased',
    (error: { code: string }) => error.code,
  );
}
