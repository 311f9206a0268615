import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dueWorkOf } from '../../src/fulfillment/due-work.js';
import { createReconciler } from '../../src/reconciliation/create-reconciler.js';
import type { FulfillmentEvent } from '../../src/telemetry/fulfillment-event.js';
import { type ContractWorld, openWorld, USER } from './contract-world.js';
import type { LedgerHarness } from './ledger-harness.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What is left behind when the application's own callback fails: the same for a revocation as for a grant. */
export function describeFailingCallbacksContract<Tx>(
  name: string,
  open: () => Promise<LedgerHarness<Tx>>,
): void {
  describe(`failing callbacks on ${name}`, () => {
    let world: ContractWorld<Tx>;
    let events: FulfillmentEvent[];
    let broken: boolean;
    beforeEach(async () => {
      world = await openWorld(open);
      events = [];
      broken = true;
    });
    afterEach(() => world.close());

    const failing = () => {
      const { make, harness } = world;
      return make({
        onRevoke: async (tx, order) => {
          await harness.removeItem(tx, order);
          if (broken) throw Object.assign(new Error('the bank is closed'), { code: 'BANK_CLOSED' });
        },
        onEvent: (event) => events.push(event),
      });
    };
    /** Granted, refunded, and not taken back because `onRevoke` throws. */
    const notTakenBack = async () => {
      const { partner, clock, orderId } = world;
      const fulfillment = failing();
      await fulfillment.grant({ orderId, userKey: USER });
      clock.advance(HOUR);
      partner.say(orderId, { status: 'REFUNDED' });
      await expect(fulfillment.refresh({ orderId })).rejects.toMatchObject({
        code: 'GRANT_CALLBACK_FAILED',
        callback: 'onRevoke',
      });
      return fulfillment;
    };

    it('records the refund even if onRevoke throws, and says that nothing is owned', async () => {
      const { harness, orderId } = world;
      const fulfillment = await notTakenBack();
      expect(await fulfillment.order(orderId)).toMatchObject({
        status: 'REFUNDED',
        payment: 'refunded',
        delivery: 'granted',
        failures: 1,
      });
      expect(await harness.items()).toHaveLength(1);
      expect((await fulfillment.entitlements(USER)).ownershipOf('coins.100')).toBe('not_owned');
      const story = await fulfillment.timeline(orderId);
      expect(story.map(({ kind }) => kind)).toEqual(['granted', 'status_changed', 'callback_failed']);
      expect(story.at(-1)?.detail).toEqual({ callback: 'onRevoke', error: 'BANK_CLOSED', attempt: 1 });
      expect(await fulfillment.backlog()).toMatchObject({ revocationsFailing: 1, grantsFailing: 0 });
      expect(events.at(-1)).toMatchObject({ type: 'fulfillment.failed', callback: 'onRevoke' });
      const refused = { outcome: 'refused', reason: 'REFUNDED' };
      expect(await fulfillment.grant({ orderId, userKey: USER })).toMatchObject(refused);
    });

    it('answers a user who asks for a refunded order, even if onRevoke fails or hangs', async () => {
      const { clock, orderId } = world;
      const fulfillment = await notTakenBack();
      clock.advance(MINUTE);
      const refused = { outcome: 'refused', reason: 'REFUNDED' };
      expect(await fulfillment.grant({ orderId, userKey: USER })).toMatchObject(refused);
      expect(await fulfillment.order(orderId)).toMatchObject({ failures: 2 });
    });

    it('tries to revoke again with growing pauses, and does it once when it works', async () => {
      const { clock, harness, orderId } = world;
      const fulfillment = await notTakenBack();
      const claim = { limit: 1, leaseMs: 1 };
      const pauses: number[] = [];
      for (let attempt = 0; attempt < 12; attempt += 1) {
        const dueAt = (await fulfillment.order(orderId))?.nextCheckAt?.getTime() ?? 0;
        pauses.push((dueAt - clock.now()) / MINUTE);
        clock.advance(dueAt - clock.now() - 1);
        expect(await dueWorkOf(fulfillment).take(claim)).toEqual([]);
        clock.advance(1);
        expect(await dueWorkOf(fulfillment).take(claim)).toEqual([orderId]);
        await expect(fulfillment.refresh({ orderId })).rejects.toMatchObject({ callback: 'onRevoke' });
      }
      expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]);
      broken = false;
      clock.advance(6 * HOUR);
      expect(await createReconciler({ fulfillment, clock }).runOnce()).toMatchObject({ revoked: 1 });
      expect(await harness.items()).toEqual([]);
      expect(await fulfillment.order(orderId)).toMatchObject({ delivery: 'revoked', failures: 0 });
      expect(await fulfillment.backlog()).toMatchObject({ revocationsFailing: 0 });
    });

    it('counts an onRevoke that never ends as failed', async () => {
      const { make, partner, clock, harness, orderId } = world;
      const started = Promise.withResolvers<void>();
      const fulfillment = make({
        onRevoke: async (_, { signal }) => {
          started.resolve();
          await new Promise((_resolve, reject) =>
            signal.addEventListener('abort', () => reject(signal.reason)),
          );
        },
      });
      await fulfillment.grant({ orderId, userKey: USER });
      partner.say(orderId, { status: 'REFUNDED' });
      const refreshed = fulfillment.refresh({ orderId }).catch((error: unknown) => error);
      await started.promise;
      clock.advance(25_000);
      expect(await refreshed).toBeInstanceOf(Error);
      expect(await fulfillment.order(orderId)).toMatchObject({ status: 'REFUNDED', failures: 1 });
      expect(await harness.items()).toHaveLength(1);
    });

    it('keeps a refund whose revocation failed when an odd status follows, and revokes later', async () => {
      const { partner, clock, orderId } = world;
      const fulfillment = await notTakenBack();
      partner.say(orderId, { status: 'ERROR' });
      clock.advance(MINUTE);
      await fulfillment.refresh({ orderId });
      expect((await fulfillment.entitlements(USER)).ownershipOf('coins.100')).toBe('not_owned');
      expect(await fulfillment.backlog()).toMatchObject({ revocationsFailing: 1 });
      partner.say(orderId, { status: 'REFUNDED' });
      broken = false;
      clock.advance(MINUTE);
      expect(await createReconciler({ fulfillment, clock }).runOnce()).toMatchObject({ revoked: 1 });
    });

    it('records a paid order whose onGrant fails, and grants it when onGrant works', async () => {
      const { make, clock, harness, orderId } = world;
      const fulfillment = make({
        onGrant: async (tx, order) => {
          await harness.addItem(tx, order);
          if (broken) throw new Error('no coins today');
        },
      });
      const failed = { code: 'GRANT_CALLBACK_FAILED', callback: 'onGrant' };
      await expect(fulfillment.grant({ orderId, userKey: USER })).rejects.toMatchObject(failed);
      expect(await fulfillment.order(orderId)).toMatchObject({
        status: 'PURCHASED',
        payment: 'paid',
        delivery: 'none',
        failures: 1,
        nextCheckAt: new Date(clock.now() + 5_000),
      });
      expect((await fulfillment.entitlements(USER)).ownershipOf('coins.100')).toBe('unknown');
      expect(await fulfillment.backlog()).toMatchObject({ grantsFailing: 1, revocationsFailing: 0 });
      await expect(fulfillment.refresh({ orderId })).rejects.toMatchObject(failed);
      expect((await fulfillment.order(orderId))?.nextCheckAt).toEqual(new Date(clock.now() + 10_000));
      broken = false;
      clock.advance(10_000);
      expect(await createReconciler({ fulfillment, clock }).runOnce()).toMatchObject({ granted: 1 });
      expect(await fulfillment.order(orderId)).toMatchObject({ delivery: 'granted', failures: 0 });
    });
  });
}
