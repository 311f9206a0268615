import { createOrderId } from '@ait-iap/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANY_USER } from '../../src/partner-api/any-user.js';
import { createReconciler } from '../../src/reconciliation/create-reconciler.js';
import { type ContractWorld, openWorld, USER } from './contract-world.js';
import type { LedgerHarness } from './ledger-harness.js';
import type { ScriptedAnswer } from './scripted-partner.js';

const BY = { actor: 'minji', reason: 'request 12' };
const HOUR = 3_600_000;

/** What becomes of the orders of a user who was forgotten, whatever the ledger lives in. */
export function describeForgottenUsersContract<Tx>(
  name: string,
  open: () => Promise<LedgerHarness<Tx>>,
): void {
  describe(`a forgotten user on ${name}`, () => {
    let world: ContractWorld<Tx>;
    beforeEach(async () => {
      world = await openWorld(open);
    });
    afterEach(() => world.close());

    const forget = async (count: number) => {
      const { partner, clock } = world;
      const fulfillment = world.make();
      const orders = Array.from({ length: count }, () => createOrderId());
      for (const orderId of orders) {
        partner.say(orderId, {}, USER);
        await fulfillment.grant({ orderId, userKey: USER });
      }
      expect(await fulfillment.forgetUser({ userKey: USER, ...BY })).toMatchObject({ outcome: 'forgotten' });
      clock.advance(HOUR);
      return { orders, fulfillment, reconciler: createReconciler({ fulfillment, clock }) };
    };

    it('has a later refund noticed by a question without a user key', async () => {
      const { orders, reconciler } = await forget(3);
      for (const orderId of orders) world.partner.say(orderId, { status: 'REFUNDED' }, USER);
      expect(await reconciler.runOnce()).toMatchObject({ revoked: 3 });
      expect(world.partner.asked.slice(-3).map(({ userKey }) => userKey)).toEqual(Array(3).fill(ANY_USER));
      expect(await world.harness.items()).toEqual([]);
    });

    const refusals: readonly [string, ScriptedAnswer][] = [
      ['NOT_FOUND', { status: 'NOT_FOUND' }],
      ['MINIAPP_MISMATCH', { status: 'MINIAPP_MISMATCH' }],
      ['ERROR', { status: 'ERROR' }],
    ];
    it.each(refusals)(
      'holds up nothing where the platform insists on the key and answers %s',
      async (_, answer) => {
        const { orders, fulfillment, reconciler } = await forget(12);
        for (const orderId of orders) world.partner.say(orderId, answer);
        const report = await reconciler.runOnce();
        expect(report).toMatchObject({ checked: 12, revoked: 0 });
        expect(report).not.toHaveProperty('stopped');
        expect(await fulfillment.health()).not.toHaveProperty('stopped');
        expect(await world.harness.items()).toHaveLength(12);
        // It may answer one day.
        for (const orderId of orders) {
          expect((await fulfillment.order(orderId))?.nextCheckAt).toBeDefined();
          world.partner.say(orderId, { status: 'REFUNDED' });
        }
        world.clock.advance(30 * 24 * HOUR);
        expect(await reconciler.runOnce()).toMatchObject({ revoked: 12 });
      },
    );
  });
}
