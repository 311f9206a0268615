import { createOrderId } from '@ait-iap/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFulfillment, type FulfillmentBaseOptions } from '../../src/fulfillment/create-fulfillment.js';
import { dueWorkOf } from '../../src/fulfillment/due-work.js';
import type { ExternalOrder } from '../../src/fulfillment/external-grant.js';
import type { LedgerQueries, LedgerStore } from '../../src/ledger/ledger-store.js';
import { describeDeliveriesContract } from './deliveries-contract.js';
import type { LedgerHarness } from './ledger-harness.js';
import { ManualClock } from './manual-clock.js';
import { ScriptedPartner } from './scripted-partner.js';

const USER = 'user-1';
const HOUR = 3_600_000;

/** The store as a plain object, of which a test can replace a part. */
function storeOf<Tx>(store: LedgerStore<Tx>): LedgerStore<Tx> {
  return {
    transaction: (work, limits) => store.transaction(work, limits),
    read: (work, limits) => store.read(work, limits),
    migrate: () => store.migrate(),
    health: () => store.health(),
    close: () => store.close(),
  };
}

/** What the ledger promises beyond the single grant: due orders, intents, imports, entitlements, other systems. */
export function describeBacklogContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describeDeliveriesContract(name, open);

  describe(`the backlog on ${name}`, () => {
    let harness: LedgerHarness<Tx>;
    let partner: ScriptedPartner;
    let clock: ManualClock;
    let orderId: string;

    beforeEach(async () => {
      harness = await open();
      partner = new ScriptedPartner();
      clock = new ManualClock();
      orderId = createOrderId();
      partner.say(orderId, {}, USER);
    });
    afterEach(() => harness.close());

    const base = (): FulfillmentBaseOptions<Tx> => ({ partner, store: harness.store, clock });
    const make = (overrides: Partial<FulfillmentBaseOptions<Tx>> = {}) =>
      createFulfillment({
        ...base(),
        onGrant: harness.addItem,
        onRevoke: harness.removeItem,
        ...overrides,
      });
    const paid = (count: number) =>
      Array.from({ length: count }, () => {
        const id = createOrderId();
        partner.say(id, {}, USER);
        return id;
      });

    /** A store whose every statement takes 100 ms, and how long each transaction and each read took. */
    const slowStore = () => {
      const { store } = harness;
      const durations: number[] = [];
      const slowly =
        <Ledger extends LedgerQueries, Result>(work: (ledger: Ledger) => Promise<Result>) =>
        async (ledger: Ledger) => {
          const begun = clock.now();
          const query: Ledger['query'] = (compiled) => {
            clock.advance(100);
            return ledger.query(compiled);
          };
          const result = await work({ ...ledger, query });
          durations.push(clock.now() - begun);
          return result;
        };
      const slow: typeof store = {
        ...storeOf(store),
        transaction: (work, limits) => store.transaction(slowly(work), limits),
        read: (work, limits) => store.read(slowly(work), limits),
      };
      return { slow, durations };
    };

    it.each([
      ['imports', {}],
      ['foresees an import', { dryRun: true }],
    ])('%s in a slow database without one step that takes longer than any may', async (_, options) => {
      const { slow, durations } = slowStore();
      const rows = paid(120).map((id) => ({ orderId: id, userKey: USER }));
      const report = await make({ store: slow }).importOrders([...rows, ...rows], options);
      expect(report).toMatchObject({ imported: 120, known: 120, rejected: [] });
      expect(Math.max(...durations)).toBeLessThan(2_000);
      expect(durations.length).toBeGreaterThan(5);
    });

    it('makes a granted order due an hour later and no sooner', async () => {
      const fulfillment = make();
      await fulfillment.grant({ orderId, userKey: USER });
      clock.advance(HOUR - 1);
      expect(await dueWorkOf(fulfillment).take({ limit: 10, leaseMs: 1_000 })).toEqual([]);
      clock.advance(1);
      expect(await fulfillment.backlog()).toEqual({
        due: 1,
        lagMs: 0,
        undelivered: 0,
        grantsFailing: 0,
        revocationsFailing: 0,
      });
      expect(await dueWorkOf(fulfillment).take({ limit: 10, leaseMs: 1_000 })).toEqual([orderId]);
    });

    it('gives a due order to one worker, and to the next when its lease has ended', async () => {
      const fulfillment = make();
      await fulfillment.grant({ orderId, userKey: USER });
      clock.advance(2 * HOUR);
      const claims = await Promise.all(
        Array.from({ length: 5 }, () => dueWorkOf(fulfillment).take({ limit: 10, leaseMs: 60_000 })),
      );
      expect(claims.flat()).toEqual([orderId]);
      clock.advance(60_000);
      expect(await dueWorkOf(fulfillment).take({ limit: 10, leaseMs: 60_000 })).toEqual([orderId]);
    });

    it('hands every due order out exactly once to workers that run at the same time', async () => {
      const fulfillment = make();
      const ids = paid(30);
      await fulfillment.importOrders(ids.map((id) => ({ orderId: id, userKey: USER })));
      const claims = await Promise.all(
        Array.from({ length: 6 }, () => dueWorkOf(fulfillment).take({ limit: 10, leaseMs: 60_000 })),
      );
      const claimed = claims.flat();
      expect(new Set(claimed).size).toBe(claimed.length);
      const rest = await dueWorkOf(fulfillment).take({ limit: 100, leaseMs: 60_000 });
      expect([...claimed, ...rest].sort()).toEqual([...ids].sort());
    });

    it('plans the next check of an order after a check, and a later one after a refund', async () => {
      const fulfillment = make();
      await fulfillment.grant({ orderId, userKey: USER });
      clock.advance(HOUR);
      await fulfillment.refresh({ orderId });
      expect((await fulfillment.order(orderId))?.nextCheckAt).toEqual(new Date(clock.now() + HOUR));
      partner.say(orderId, { status: 'REFUNDED' });
      await fulfillment.refresh({ orderId });
      const refundedAt = clock.now();
      expect((await fulfillment.order(orderId))?.nextCheckAt).toEqual(new Date(refundedAt + 6 * HOUR));
      expect(await fulfillment.backlog()).toMatchObject({ due: 0 });
    });

    it('imports orders once, due at once, and never grants an order that was granted elsewhere', async () => {
      const fulfillment = make();
      const granted = { orderId, userKey: USER, sku: 'coins.100', grantedAt: new Date(clock.now() - HOUR) };
      expect(await fulfillment.importOrders([granted])).toEqual({
        imported: 1,
        markedGranted: 0,
        known: 0,
        rejected: [],
      });
      expect(await fulfillment.importOrders([granted])).toEqual({
        imported: 0,
        markedGranted: 0,
        known: 1,
        rejected: [],
      });
      expect(await fulfillment.backlog()).toMatchObject({ due: 1 });
      await fulfillment.refresh({ orderId });
      expect((await fulfillment.grant({ orderId, userKey: USER })).outcome).toBe('already_granted');
      expect(await harness.items()).toEqual([]);
      const revokedAt = clock.now();
      partner.say(orderId, { status: 'REFUNDED' });
      expect(await fulfillment.refresh({ orderId })).toMatchObject({ change: 'revoked' });
      expect((await fulfillment.order(orderId))?.revokedAt).toEqual(new Date(revokedAt));
    });

    it('refuses to import a granted order without its user', async () => {
      const broken = { orderId, sku: 'coins.100', grantedAt: new Date() };
      const { rejected } = await make().importOrders([broken]);
      expect(rejected).toMatchObject([{ index: 0, field: 'userKey' }]);
    });

    it('ties an order to the intent of its user and product', async () => {
      const fulfillment = make({ intents: 'required' });
      const refused = await fulfillment.grant({ orderId, userKey: USER });
      expect(refused).toMatchObject({ outcome: 'refused', reason: 'NO_INTENT' });
      expect(await harness.items()).toEqual([]);
      await fulfillment.createIntent({ userKey: USER, sku: 'castle' });
      expect(await fulfillment.grant({ orderId, userKey: USER })).toMatchObject({ reason: 'NO_INTENT' });
      const { intentId } = await fulfillment.createIntent({ userKey: USER, sku: 'coins.100' });
      expect((await fulfillment.grant({ orderId, userKey: USER })).outcome).toBe('granted');
      const [granted] = (await fulfillment.timeline(orderId)).filter(({ kind }) => kind === 'granted');
      expect(granted?.detail).toMatchObject({ intentId });
    });

    it('redeems an intent once, and not after it has expired', async () => {
      const fulfillment = make({ intents: 'required' });
      const [second = ''] = paid(1);
      await fulfillment.createIntent({ userKey: USER, sku: 'coins.100', ttlMs: HOUR });
      await fulfillment.grant({ orderId, userKey: USER });
      expect(await fulfillment.grant({ orderId: second, userKey: USER })).toMatchObject({
        reason: 'NO_INTENT',
      });
      clock.advance(HOUR / 2);
      await fulfillment.createIntent({ userKey: USER, sku: 'coins.100', ttlMs: HOUR });
      clock.advance(HOUR);
      expect(await fulfillment.grant({ orderId: second, userKey: USER })).toMatchObject({
        reason: 'NO_INTENT',
      });
    });

    it('says what a user owns, does not own, and cannot know yet', async () => {
      const fulfillment = make();
      const [refunded = '', open = ''] = paid(2);
      partner.say(refunded, { sku: 'castle' }).say(open, { status: 'ORDER_IN_PROGRESS', sku: 'garden' });
      await fulfillment.grant({ orderId, userKey: USER });
      await fulfillment.grant({ orderId: refunded, userKey: USER });
      await fulfillment.grant({ orderId: open, userKey: USER });
      partner.say(refunded, { status: 'REFUNDED', sku: 'castle' });
      await fulfillment.refresh({ orderId: refunded });
      const entitlements = await fulfillment.entitlements(USER);
      expect(entitlements.ownershipOf('coins.100')).toBe('owned');
      expect(entitlements.ownershipOf('castle')).toBe('not_owned');
      expect(entitlements.ownershipOf('garden')).toBe('unknown');
      expect(entitlements.ownershipOf('never.bought')).toBe('not_owned');
    });

    it('says not owned about no product while an order with an unknown product is open', async () => {
      const fulfillment = make();
      partner.say(orderId, { status: 'ERROR', sku: undefined });
      await fulfillment.grant({ orderId, userKey: USER });
      const entitlements = await fulfillment.entitlements(USER);
      expect(entitlements.complete).toBe(false);
      expect(entitlements.ownershipOf('castle')).toBe('unknown');
    });

    describe('with another system', () => {
      const calls: Pick<ExternalOrder, 'idempotencyKey' | 'attempt'>[] = [];
      let failing: boolean;
      /** What happens while the other system hands over for the first time. */
      let meanwhile: (() => Promise<void>) | undefined;
      const external = () =>
        createFulfillment({
          ...base(),
          externalGrant: {
            deliver: async ({ idempotencyKey, attempt }) => {
              calls.push({ idempotencyKey, attempt });
              if (failing) throw new Error('other system is down');
              const happens = meanwhile;
              meanwhile = undefined;
              await happens?.();
            },
            withdraw: async ({ idempotencyKey, attempt }) => {
              calls.push({ idempotencyKey, attempt });
              if (failing) throw new Error('other system is down');
            },
          },
        });
      beforeEach(() => {
        calls.length = 0;
        failing = false;
        meanwhile = undefined;
      });

      it('says granted only after the other system has acknowledged', async () => {
        const fulfillment = external();
        expect((await fulfillment.grant({ orderId, userKey: USER })).outcome).toBe('granted');
        expect((await fulfillment.grant({ orderId, userKey: USER })).outcome).toBe('already_granted');
        expect(calls).toEqual([{ idempotencyKey: `ait-iap:grant:${orderId}`, attempt: 1 }]);
        expect(await fulfillment.order(orderId)).toMatchObject({ delivery: 'granted' });
      });

      it('keeps the promise of a grant that was not acknowledged, and repeats it with the same key', async () => {
        const fulfillment = external();
        failing = true;
        const first = await fulfillment.grant({ orderId, userKey: USER });
        expect(first).toMatchObject({ outcome: 'pending', reason: 'DELIVERY_UNCONFIRMED' });
        const again = await fulfillment.grant({ orderId, userKey: USER });
        expect(again).toMatchObject({ outcome: 'pending', reason: 'DELIVERY_UNCONFIRMED' });
        expect(await fulfillment.backlog()).toMatchObject({ undelivered: 1 });
        expect(await dueWorkOf(fulfillment).deliver()).toBe(0);
        failing = false;
        clock.advance(1_000);
        expect(await dueWorkOf(fulfillment).deliver()).toBe(1);
        expect((await fulfillment.grant({ orderId, userKey: USER })).outcome).toBe('already_granted');
        const key = `ait-iap:grant:${orderId}`;
        expect(calls).toEqual([
          { idempotencyKey: key, attempt: 1 },
          { idempotencyKey: key, attempt: 2 },
        ]);
        expect(await fulfillment.backlog()).toMatchObject({ undelivered: 0 });
      });

      it('revokes after a refund, also a grant that was never acknowledged', async () => {
        const fulfillment = external();
        failing = true;
        await fulfillment.grant({ orderId, userKey: USER });
        partner.say(orderId, { status: 'REFUNDED' });
        failing = false;
        expect(await fulfillment.refresh({ orderId })).toMatchObject({ change: 'revoked' });
        expect(calls.at(-1)).toEqual({ idempotencyKey: `ait-iap:revoke:${orderId}`, attempt: 1 });
        clock.advance(HOUR);
        expect(await dueWorkOf(fulfillment).deliver()).toBe(0);
        expect(await fulfillment.order(orderId)).toMatchObject({ delivery: 'revoked' });
      });

      it('does not say granted when the refund came before the acknowledgement', async () => {
        const fulfillment = external();
        meanwhile = async () => {
          partner.say(orderId, { status: 'REFUNDED' });
          expect(await fulfillment.refresh({ orderId })).toMatchObject({ change: 'revoked' });
        };
        expect(await fulfillment.grant({ orderId, userKey: USER })).toMatchObject({
          outcome: 'refused',
          reason: 'REFUNDED',
        });
        expect(await fulfillment.order(orderId)).toMatchObject({ delivery: 'revoked' });
      });
    });
  });
}
