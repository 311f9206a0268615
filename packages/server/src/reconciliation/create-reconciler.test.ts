import { createOrderId } from '@ait-iap/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerHarness } from '../../test/support/ledger-harness.js';
import { ManualClock } from '../../test/support/manual-clock.js';
import { ScriptedPartner } from '../../test/support/scripted-partner.js';
import { sqliteHarness } from '../../test/support/sqlite-harness.js';
import { PartnerResultError } from '../errors/partner-result-error.js';
import { PartnerSetupError } from '../errors/partner-setup-error.js';
import { createFulfillment } from '../fulfillment/create-fulfillment.js';
import { type DueWork, dueWorkOf, withDueWork } from '../fulfillment/due-work.js';
import type { Fulfillment } from '../fulfillment/fulfillment.js';
import type { SqliteTransaction } from '../sqlite/sqlite-transaction.js';
import type { FulfillmentEvent } from '../telemetry/fulfillment-event.js';
import { createReconciler, type ReconcilerOptions } from './create-reconciler.js';

const USER = 'user-1';
const HOUR = 3_600_000;

describe('createReconciler', () => {
  let harness: LedgerHarness<SqliteTransaction>;
  let partner: ScriptedPartner;
  let clock: ManualClock;
  let fulfillment: Fulfillment;
  let errors: unknown[];
  let events: FulfillmentEvent[];

  beforeEach(async () => {
    harness = await sqliteHarness();
    partner = new ScriptedPartner();
    clock = new ManualClock();
    errors = [];
    events = [];
    fulfillment = createFulfillment({
      partner,
      store: harness.store,
      onGrant: harness.addItem,
      onRevoke: harness.removeItem,
      clock,
      onEvent: (event) => events.push(event),
    });
  });
  afterEach(() => harness.close());

  const make = (overrides: Partial<ReconcilerOptions> = {}) =>
    createReconciler({ fulfillment, clock, onError: (error) => errors.push(error), ...overrides });
  const importPaid = async (count: number) => {
    const orders = Array.from({ length: count }, () => ({ orderId: createOrderId(), userKey: USER }));
    for (const { orderId } of orders) partner.say(orderId, {}, USER);
    await fulfillment.importOrders(orders);
    return orders.map(({ orderId }) => orderId);
  };
  const until = async (condition: () => boolean) => {
    while (!condition()) await new Promise<void>((resolve) => setImmediate(resolve));
  };

  it('grants what was paid and never granted, and takes back what was refunded', async () => {
    const [paid = '', refunded = ''] = await importPaid(2);
    expect(await make().runOnce()).toEqual({ checked: 2, granted: 2, revoked: 0, failed: 0 });
    partner.say(refunded, { status: 'REFUNDED' });
    clock.advance(HOUR);
    expect(await make().runOnce()).toEqual({ checked: 2, granted: 0, revoked: 1, failed: 0 });
    expect((await harness.items()).map(({ orderId }) => orderId)).toEqual([paid]);
  });

  it('asks in the background lane, so that users go first', async () => {
    await importPaid(1);
    await make().runOnce();
    expect(partner.asked.map(({ lane }) => lane)).toEqual(['background']);
  });

  it('processes many batches and asks about no order twice', async () => {
    const ids = await importPaid(57);
    const report = await make({ batchSize: 10, concurrency: 4 }).runOnce();
    expect(report.checked).toBe(57);
    expect(partner.asked.map(({ orderId }) => orderId).sort()).toEqual([...ids].sort());
  });

  it('asks about no more orders at the same time than its limit', async () => {
    await importPaid(20);
    let atOnce = 0;
    let most = 0;
    partner.before = async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise<void>((resolve) => setImmediate(resolve));
      atOnce -= 1;
    };
    await make({ concurrency: 3 }).runOnce();
    expect(most).toBe(3);
  });

  it('does not pause for orders that the platform answers without a status, such as those of forgotten users', async () => {
    const ids = await importPaid(30);
    for (const id of ids.slice(0, 20)) {
      partner.say(id, new PartnerResultError({ resultType: 'FAIL', errorCode: '4000' }));
    }
    const run = make({ concurrency: 1 }).runOnce();
    await until(() => partner.asked.length === 30 || clock.sleeping > 0);
    expect(clock.sleeping).toBe(0);
    expect(await run).toMatchObject({ granted: 10, failed: 20 });
  });

  it('goes on after a failure, and asks about that order again when its lease ends', async () => {
    const [broken = ''] = await importPaid(5);
    partner.say(broken, new Error('no answer'));
    const run = make({ leaseMs: 60_000, concurrency: 1 }).runOnce();
    await until(() => clock.sleeping > 0);
    clock.advance(250);
    expect(await run).toEqual({ checked: 4, granted: 4, revoked: 0, failed: 1 });
    expect(errors).toHaveLength(1);
    partner.say(broken, {}, USER);
    clock.advance(60_000);
    expect(await make().runOnce()).toMatchObject({ granted: 1 });
  });

  it('works in a loop until it is stopped, and gives back what it had taken', async () => {
    await importPaid(30);
    const held = Promise.withResolvers<void>();
    partner.before = async (request) => {
      if (partner.asked.length <= 10) return;
      await Promise.race([
        held.promise,
        new Promise((resolve) => request.signal?.addEventListener('abort', resolve)),
      ]);
    };
    const reconciler = make({ concurrency: 2 });
    reconciler.start();
    reconciler.start();
    await until(() => partner.asked.length === 12);
    await reconciler.stop();
    expect(await harness.items()).toHaveLength(10);
    expect(await reconciler.backlog()).toMatchObject({ due: 18 });
    partner.before = async () => undefined;
    clock.advance(300_000);
    await make().runOnce();
    expect(await harness.items()).toHaveLength(30);
  });

  it('wakes up by itself when an order becomes due', async () => {
    const [orderId = ''] = await importPaid(1);
    const reconciler = make({ idleMs: 1_000 });
    reconciler.start();
    await until(() => partner.asked.length === 1 && clock.sleeping === 1);
    partner.say(orderId, { status: 'REFUNDED' });
    clock.advance(HOUR);
    await until(() => partner.asked.length === 2);
    await until(() => clock.sleeping === 1);
    await reconciler.stop();
    expect(await harness.items()).toEqual([]);
    expect(clock.sleeping).toBe(0);
  });

  it('runs the other tasks in each round', async () => {
    let rounds = 0;
    await make({
      also: async () => {
        rounds += 1;
      },
    }).runOnce();
    expect(rounds).toBe(1);
  });

  it('keeps running when the ledger cannot be used for a while', async () => {
    let down = true;
    const work = dueWorkOf(fulfillment);
    const take: DueWork['take'] = (request) =>
      down ? Promise.reject(new Error('disk is full')) : work.take(request);
    const flaky = withDueWork({ ...fulfillment }, { ...work, take });
    await importPaid(1);
    const reconciler = make({ fulfillment: flaky });
    reconciler.start();
    await until(() => clock.sleeping === 1);
    expect(errors).toMatchObject([{ message: 'disk is full' }]);
    down = false;
    clock.advance(1_000);
    await until(() => partner.asked.length === 1);
    await until(() => clock.sleeping === 1);
    await reconciler.stop();
    expect(await harness.items()).toHaveLength(1);
  });

  describe('when the platform answers MINIAPP_MISMATCH for orders that it knew', () => {
    const grantPaid = async (count: number) => {
      const ids = await importPaid(count);
      await make().runOnce();
      for (const id of ids) partner.say(id, { status: 'MINIAPP_MISMATCH' });
      clock.advance(HOUR);
      partner.asked.length = 0;
      return ids;
    };

    it('stops after ten in a row, raises the alarm, and revokes nothing', async () => {
      await grantPaid(40);
      const report = await make({ concurrency: 1 }).runOnce();
      expect(report).toEqual({ checked: 10, granted: 0, revoked: 0, failed: 0, stopped: 'MINIAPP_MISMATCH' });
      expect(await harness.items()).toHaveLength(40);
      expect(events).toContainEqual(expect.objectContaining({ type: 'reconciliation.stopped' }));
      expect(await fulfillment.health()).toMatchObject({ stopped: 'MINIAPP_MISMATCH' });
      expect(await fulfillment.backlog()).toMatchObject({ stopped: 'MINIAPP_MISMATCH', due: 30 });
    });

    it('raises the alarm after a small sweep with only such answers, and ends it with the first good one', async () => {
      const [first = ''] = await grantPaid(3);
      expect(await make().runOnce()).toMatchObject({ checked: 3, stopped: 'MINIAPP_MISMATCH' });
      partner.say(first, { status: 'REFUNDED' });
      clock.advance(HOUR);
      expect(await make().runOnce()).toMatchObject({ revoked: 1 });
      expect(await fulfillment.health()).not.toHaveProperty('stopped');
      expect(events.filter(({ type }) => type === 'reconciliation.stopped')).toHaveLength(1);
    });

    it('stops at the first answer that the mini-app is not registered, and continues once it is', async () => {
      const ids = await importPaid(40);
      const fault = new PartnerSetupError({ errorCode: '4050' });
      for (const id of ids) partner.say(id, fault);
      const stopped = 'MINIAPP_NOT_REGISTERED';
      expect(await make({ concurrency: 1 }).runOnce()).toMatchObject({ checked: 0, failed: 1, stopped });
      expect(partner.asked).toHaveLength(1);
      expect(events).toContainEqual({ type: 'reconciliation.stopped', at: clock.now(), reason: stopped });
      expect(await fulfillment.health()).toMatchObject({ stopped });
      expect(await fulfillment.backlog()).toMatchObject({ stopped });
      for (const id of ids) partner.say(id, {}, USER);
      clock.advance(HOUR);
      expect(await make().runOnce()).toMatchObject({ granted: 40 });
      expect(await fulfillment.health()).not.toHaveProperty('stopped');
    });

    it('raises no alarm for single ones among other answers', async () => {
      const ids = await grantPaid(9);
      for (const id of ids.slice(0, 3)) partner.say(id, {}, USER);
      expect(await make({ concurrency: 1 }).runOnce()).toEqual({
        checked: 9,
        granted: 0,
        revoked: 0,
        failed: 0,
      });
    });

    it('pauses its loop and tries again, until the certificate is the right one', async () => {
      const ids = await grantPaid(20);
      const reconciler = make({ concurrency: 1 });
      reconciler.start();
      await until(() => clock.sleeping === 1);
      expect(partner.asked).toHaveLength(10);
      for (const id of ids) partner.say(id, { status: 'REFUNDED' });
      clock.advance(300_000);
      await until(() => partner.asked.length === 20 && clock.sleeping === 1);
      await reconciler.stop();
      clock.advance(HOUR);
      await make().runOnce();
      expect(await harness.items()).toEqual([]);
    });
  });
});
