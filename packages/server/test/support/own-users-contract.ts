import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANY_USER } from '../../src/partner-api/any-user.js';
import { type ContractWorld, openWorld } from './contract-world.js';
import type { LedgerHarness } from './ledger-harness.js';

/** Anonymous keys are hashes of 64 characters. */
const USER = 'a1'.repeat(32);
const OTHER = 'b2'.repeat(32);
const SKU = 'coins.100';

/** A mini-app without Toss Login: the platform knows none of its users. */
export function describeOwnUsersContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describe(`the backend's own users on ${name}`, () => {
    let world: ContractWorld<Tx>;
    let orderId: string;
    const make = (intents: 'optional' | 'required' = 'optional') => world.make({ userKeys: 'own', intents });

    beforeEach(async () => {
      world = await openWorld(open);
      orderId = world.orderId;
      world.partner.say(orderId, {});
    });
    afterEach(() => world.close());

    const asked = () => new Set(world.partner.asked.map(({ userKey }) => userKey));

    it('never sends its users to the platform', async () => {
      const fulfillment = make();
      await fulfillment.grant({ orderId, userKey: USER, deadline: world.clock.now() + 10_000 });
      await fulfillment.refresh({ orderId });
      await fulfillment.byHand.redeliver({ orderId, actor: 'desk', reason: 'test' }).catch(() => undefined);
      expect(asked()).toEqual(new Set([ANY_USER]));
    });

    it('binds an order to the user who redeems it and refuses all others', async () => {
      const fulfillment = make();
      expect(await fulfillment.grant({ orderId, userKey: USER })).toMatchObject({ outcome: 'granted' });
      expect(await fulfillment.grant({ orderId, userKey: OTHER })).toMatchObject({
        outcome: 'refused',
        reason: 'OTHER_USER',
      });
      expect(await fulfillment.grant({ orderId, userKey: USER })).toMatchObject({
        outcome: 'already_granted',
      });
      expect(await world.harness.items()).toEqual([{ orderId, userKey: USER, sku: SKU }]);
    });

    it('grants to one of two users who redeem an order at the same moment', async () => {
      const fulfillment = make();
      const results = await Promise.all([
        fulfillment.grant({ orderId, userKey: USER }),
        fulfillment.grant({ orderId, userKey: OTHER }),
      ]);
      expect(results.map(({ outcome }) => outcome).sort()).toEqual(['granted', 'refused']);
      expect(await world.harness.items()).toHaveLength(1);
    });

    it.each(['ORDER_IN_PROGRESS', 'FAILED', 'REFUNDED'])(
      'does not give an order to a user who named it while it was %s',
      async (status) => {
        const fulfillment = make();
        world.partner.say(orderId, { status });
        await fulfillment.grant({ orderId, userKey: OTHER });
        expect((await fulfillment.order(orderId))?.claimed).toBe(false);
      },
    );

    it('takes a refunded order back', async () => {
      const fulfillment = make();
      await fulfillment.grant({ orderId, userKey: USER });
      world.partner.say(orderId, { status: 'REFUNDED' });
      expect(await fulfillment.refresh({ orderId })).toMatchObject({ change: 'revoked' });
      expect(await world.harness.items()).toEqual([]);
    });

    it('gives no order to a user without an intent when intents are required', async () => {
      const fulfillment = make('required');
      await fulfillment.createIntent({ userKey: USER, sku: SKU });
      expect(await fulfillment.grant({ orderId, userKey: OTHER })).toMatchObject({
        outcome: 'refused',
        reason: 'NO_INTENT',
      });
      expect(await fulfillment.grant({ orderId, userKey: USER })).toMatchObject({ outcome: 'granted' });
    });

    it('sends the user key when the users come from Toss Login', async () => {
      await world.make().grant({ orderId, userKey: 'user-1' });
      expect(asked()).toEqual(new Set(['user-1']));
    });
  });
}
