import { createOrderId } from '@ait-iap/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Fulfillment } from '../../src/fulfillment/fulfillment.js';
import { createReconciler } from '../../src/reconciliation/create-reconciler.js';
import { type ContractWorld, OTHER, openWorld, USER } from './contract-world.js';
import type { LedgerHarness } from './ledger-harness.js';
import type { ManualClock } from './manual-clock.js';

/** What time does to a grant. */
export function describeDeadlineContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describe(`deadlines on ${name}`, () => {
    let world: ContractWorld<Tx>;
    let harness: LedgerHarness<Tx>;
    let clock: ManualClock;
    let orderId: string;
    let make: ContractWorld<Tx>['make'];

    beforeEach(async () => {
      world = await openWorld(open);
      ({ harness, clock, orderId, make } = world);
    });
    afterEach(() => world.close());

    it('answers pending and rolls back when onGrant takes longer than the deadline', async () => {
      const started = Promise.withResolvers<void>();
      const fulfillment = make({
        onGrant: async (tx, order) => {
          await harness.addItem(tx, order);
          started.resolve();
          await new Promise<void>((resolve) => {
            order.signal.addEventListener('abort', () => resolve());
          });
        },
      });
      const result = fulfillment.grant({ orderId, userKey: USER, deadline: clock.now() + 5_000 });
      await started.promise;
      clock.advance(5_000);
      expect(await result).toEqual({ outcome: 'pending', orderId, reason: 'DEADLINE' });
      expect(await harness.items()).toEqual([]);
    });

    it('never answers granted after the deadline, even if the commit would still be possible', async () => {
      const fulfillment = make({
        onGrant: async (tx, order) => {
          await harness.addItem(tx, order);
          clock.advance(5_001);
        },
      });
      const result = await fulfillment.grant({ orderId, userKey: USER, deadline: clock.now() + 5_000 });
      expect(result).toMatchObject({ outcome: 'pending', reason: 'DEADLINE' });
      expect(await harness.items()).toEqual([]);
    });

    /** Asks, and hangs up at once. Resolves when what is noted about that is written. */
    const askAndLeave = async (fulfillment: Fulfillment, asked: string, userKey: string) => {
      const leave = (id: string) =>
        fulfillment.grant({ orderId: id, userKey, signal: AbortSignal.abort() }).catch(() => undefined);
      await leave(asked);
      const later = createOrderId();
      await leave(later);
      await vi.waitFor(async () => expect(await fulfillment.order(later)).toBeDefined());
    };

    it.each<[string, { readonly hungUp?: true; readonly timeMs?: number }]>([
      ['hangs up while the ledger is read', {}],
      ['has hung up already', { hungUp: true }],
      ['had no time left when its request came in', { timeMs: 0 }],
    ])('grants an order later whose caller %s', async (_, { hungUp, timeMs }) => {
      const fulfillment = make();
      const caller = new AbortController();
      if (hungUp) caller.abort();
      const deadline = timeMs === undefined ? {} : { deadline: clock.now() + timeMs };
      const asked = fulfillment.grant({ orderId, userKey: USER, signal: caller.signal, ...deadline });
      caller.abort();
      await asked.catch(() => undefined);
      await vi.waitFor(async () => expect(await fulfillment.order(orderId)).toBeDefined());
      expect(await harness.items()).toEqual([]);
      clock.advance(60_000);
      await createReconciler({ fulfillment, clock }).runOnce();
      expect(await harness.items()).toMatchObject([{ orderId, userKey: USER }]);
    });

    it('leaves an order as it is whose owner asks again and hangs up', async () => {
      const fulfillment = make();
      await fulfillment.grant({ orderId, userKey: USER });
      const before = await fulfillment.order(orderId);
      await askAndLeave(fulfillment, orderId, USER);
      await askAndLeave(fulfillment, orderId, OTHER);
      expect(await fulfillment.order(orderId)).toEqual(before);
    });

    it('checks an order at its time, however often its user asks again and hangs up before', async () => {
      const { partner } = world;
      const fulfillment = make();
      partner.say(orderId, { status: 'NOT_FOUND' });
      await fulfillment.grant({ orderId, userKey: USER });
      const before = await fulfillment.order(orderId);
      clock.advance(1_000);
      await askAndLeave(fulfillment, orderId, USER);
      expect(await fulfillment.order(orderId)).toEqual(before);
    });

    it('checks an order at its time, however often its user leaves before the platform answers', async () => {
      const { partner } = world;
      const fulfillment = make();
      partner.say(orderId, { status: 'NOT_FOUND' });
      await fulfillment.grant({ orderId, userKey: USER });
      const before = await fulfillment.order(orderId);
      const asked = Promise.withResolvers<void>();
      partner.before = async ({ signal }) => {
        asked.resolve();
        await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
      };
      clock.advance(1_000);
      const left = fulfillment.grant({ orderId, userKey: USER, deadline: clock.now() + 3_000 });
      await asked.promise;
      clock.advance(3_000);
      expect(await left).toMatchObject({ outcome: 'pending', reason: 'DEADLINE' });
      await vi.waitFor(async () => expect((await fulfillment.order(orderId))?.checks).toBe(2));
      expect((await fulfillment.order(orderId))?.nextCheckAt).toEqual(before?.nextCheckAt);
    });

    it('grants an order whose user has hung up again and again before the platform was asked', async () => {
      const fulfillment = make();
      for (let call = 0; call < 12; call += 1) await askAndLeave(fulfillment, orderId, USER);
      expect(await fulfillment.grant({ orderId, userKey: USER })).toMatchObject({ outcome: 'granted' });
    });

    it('leaves no timer behind', async () => {
      await make().grant({ orderId, userKey: USER, deadline: clock.now() + 5_000 });
      expect(clock.sleeping).toBe(0);
    });
  });
}
