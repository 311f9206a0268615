import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFulfillment } from '../../src/fulfillment/create-fulfillment.js';
import { dueWorkOf } from '../../src/fulfillment/due-work.js';
import { createReconciler } from '../../src/reconciliation/create-reconciler.js';
import { type ContractWorld, openWorld, USER } from './contract-world.js';
import type { LedgerHarness } from './ledger-harness.js';
import { ManualClock } from './manual-clock.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What a clock that was wrong for a while leaves behind: nothing that lasts. */
export function describeWrongClockContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describe(`wrong clocks on ${name}`, () => {
    let world: ContractWorld<Tx>;
    beforeEach(async () => {
      world = await openWorld(open);
    });
    afterEach(() => world.close());

    it.each([3, 30, 130, 4_000])(
      'finds a refund after a sweep whose clock was %i days ahead',
      async (days) => {
        const { make, partner, harness, clock, orderId } = world;
        const fulfillment = make();
        await fulfillment.grant({ orderId, userKey: USER });
        const ahead = new ManualClock(clock.now() + days * DAY);
        await createReconciler({ fulfillment: make({ clock: ahead }), clock: ahead }).runOnce();
        partner.say(orderId, { status: 'REFUNDED' });
        clock.advance(HOUR);
        expect(await fulfillment.backlog()).toMatchObject({ due: 1 });
        expect(await createReconciler({ fulfillment, clock }).runOnce()).toMatchObject({ revoked: 1 });
        expect(await harness.items()).toEqual([]);
        expect(await fulfillment.backlog()).toMatchObject({ due: 0 });
      },
    );

    it('finds the refund of an order that was granted while the clock was ahead', async () => {
      const { make, partner, harness, clock, orderId } = world;
      await make({ clock: new ManualClock(clock.now() + 130 * DAY) }).grant({ orderId, userKey: USER });
      partner.say(orderId, { status: 'REFUNDED' });
      const fulfillment = make();
      expect(await createReconciler({ fulfillment, clock }).runOnce()).toMatchObject({ revoked: 1 });
      expect(await harness.items()).toEqual([]);
    });

    it.each([130, 4_000, 20_000])(
      'finds the refund of an order that was granted while the clock was %i days behind',
      async (days) => {
        const { make, partner, harness, clock, orderId } = world;
        const behind = new ManualClock(clock.now() - days * DAY);
        await make({ clock: behind }).grant({ orderId, userKey: USER });
        const fulfillment = make();
        const reconciler = createReconciler({ fulfillment, clock });
        clock.advance(DAY);
        expect(await reconciler.runOnce()).toMatchObject({ checked: 1, revoked: 0 });
        partner.say(orderId, { status: 'REFUNDED' });
        clock.advance(DAY);
        expect(await reconciler.runOnce()).toMatchObject({ revoked: 1 });
        expect(await harness.items()).toEqual([]);
      },
    );

    it('keeps a promise to another system that was postponed while the clock was ahead', async () => {
      const { partner, harness, clock, orderId } = world;
      let down = true;
      const external = (on: ManualClock) =>
        createFulfillment({
          partner,
          store: harness.store,
          clock: on,
          externalGrant: {
            deliver: async () => {
              if (down) throw new Error('other system is down');
            },
            withdraw: async () => undefined,
          },
        });
      await external(new ManualClock(clock.now() + 130 * DAY)).grant({ orderId, userKey: USER });
      down = false;
      const fulfillment = external(clock);
      expect(await dueWorkOf(fulfillment).deliver()).toBe(1);
      expect(await fulfillment.order(orderId)).toMatchObject({ delivery: 'granted' });
    });

    it('changes nothing for orders whose checks have ended, or that are checked once a week', async () => {
      const { make, partner, clock, orderId } = world;
      const fulfillment = make();
      const reconciler = createReconciler({ fulfillment, clock });
      await fulfillment.grant({ orderId, userKey: USER });
      clock.advance(121 * DAY);
      await reconciler.runOnce();
      expect((await fulfillment.order(orderId))?.nextCheckAt).toBeUndefined();
      expect(await fulfillment.backlog()).toMatchObject({ due: 0 });
      partner.say(orderId, { status: 'ERROR' });
      await fulfillment.refresh({ orderId });
      expect((await fulfillment.order(orderId))?.nextCheckAt).toEqual(new Date(clock.now() + 7 * DAY));
      expect(await fulfillment.backlog()).toMatchObject({ due: 0 });
      expect(await reconciler.runOnce()).toMatchObject({ checked: 0 });
    });
  });
}
