import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ContractWorld, openWorld, USER } from './contract-world.js';
import type { LedgerHarness } from './ledger-harness.js';
import { ScriptedPartner } from './scripted-partner.js';

const REFUNDED = { status: 'REFUNDED' };
const EARLIER = '2026-01-01T09:00:00';
const LATER = '2026-01-01T09:05:00';

/** What an answer is worth that comes after others, that were asked for later, were written down. */
export function describeLateAnswersContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describe(`late answers on ${name}`, () => {
    let world: ContractWorld<Tx>;
    beforeEach(async () => {
      world = await openWorld(open);
    });
    afterEach(() => world.close());

    it('revokes an order when a question that began before the grant brings its refund', async () => {
      const { make, partner, harness, orderId } = world;
      const fulfillment = make();
      partner.say(orderId, REFUNDED);
      const held = partner.holdNext();
      const slow = fulfillment.grant({ orderId, userKey: USER });
      await held.taken;
      partner.say(orderId, {});
      expect((await fulfillment.grant({ orderId, userKey: USER })).outcome).toBe('granted');
      partner.say(orderId, REFUNDED);
      held.release();
      expect(await slow).toMatchObject({ outcome: 'refused', reason: 'REFUNDED' });
      expect(await harness.items()).toEqual([]);
      const story = (await fulfillment.timeline(orderId)).map(({ kind }) => kind);
      expect(story.filter((kind) => kind === 'revoked')).toHaveLength(1);
      expect(await fulfillment.order(orderId)).toMatchObject({ delivery: 'revoked', status: 'REFUNDED' });
    });

    it('asks again when a late refund is no longer true, and leaves the order with its user', async () => {
      const { make, partner, harness, orderId } = world;
      const fulfillment = make();
      partner.say(orderId, REFUNDED);
      const held = partner.holdNext();
      const slow = fulfillment.grant({ orderId, userKey: USER });
      await held.taken;
      partner.say(orderId, {});
      await fulfillment.grant({ orderId, userKey: USER });
      held.release();
      expect((await slow).outcome).toBe('already_granted');
      expect(partner.asked).toHaveLength(3);
      expect(await harness.items()).toHaveLength(1);
    });

    it('trusts the later of two times from the platform, without another question', async () => {
      const { make, partner, harness, orderId } = world;
      const fulfillment = make();
      partner.say(orderId, { ...REFUNDED, statusDeterminedAt: LATER });
      const held = partner.holdNext();
      const slow = fulfillment.grant({ orderId, userKey: USER });
      await held.taken;
      partner.say(orderId, { statusDeterminedAt: EARLIER });
      await fulfillment.grant({ orderId, userKey: USER });
      held.release();
      expect(await slow).toMatchObject({ outcome: 'refused', reason: 'REFUNDED' });
      expect(partner.asked).toHaveLength(2);
      expect(await harness.items()).toEqual([]);
    });

    it('never grants on an answer that the platform dates before the known refund', async () => {
      const { make, partner, harness, orderId } = world;
      const fulfillment = make();
      partner.say(orderId, { statusDeterminedAt: EARLIER });
      const held = partner.holdNext();
      const slow = fulfillment.grant({ orderId, userKey: USER });
      await held.taken;
      partner.say(orderId, { ...REFUNDED, statusDeterminedAt: LATER });
      await fulfillment.grant({ orderId, userKey: USER });
      held.release();
      expect(await slow).toMatchObject({ outcome: 'refused', reason: 'REFUNDED' });
      expect(partner.asked).toHaveLength(2);
      expect(await harness.items()).toEqual([]);
    });

    it.each(['FAILED', 'NOT_FOUND', 'MINIAPP_MISMATCH', 'ERROR', 'ORDER_IN_PROGRESS', 'SOMETHING_NEW'])(
      'does not let a late %s change an order that was granted in the meantime',
      async (status) => {
        const { make, partner, harness, orderId } = world;
        const fulfillment = make();
        partner.say(orderId, { status });
        const held = partner.holdNext();
        const slow = fulfillment.grant({ orderId, userKey: USER });
        await held.taken;
        partner.say(orderId, {});
        await fulfillment.grant({ orderId, userKey: USER });
        held.release();
        expect((await slow).outcome).toBe('already_granted');
        expect(await fulfillment.order(orderId)).toMatchObject({ status: 'PURCHASED', delivery: 'granted' });
        expect(await harness.items()).toHaveLength(1);
      },
    );

    it('grants on a late paid answer when no refund is known', async () => {
      const { make, partner, harness, orderId } = world;
      const fulfillment = make();
      const held = partner.holdNext();
      const slow = fulfillment.grant({ orderId, userKey: USER });
      await held.taken;
      partner.say(orderId, { status: 'ERROR' });
      await fulfillment.grant({ orderId, userKey: USER });
      held.release();
      expect((await slow).outcome).toBe('granted');
      expect(await harness.items()).toHaveLength(1);
    });

    it('finds a refund that was answered while the transaction of the grant was open', async () => {
      const { make, partner, harness, orderId } = world;
      partner.say(orderId, { status: 'ORDER_IN_PROGRESS' });
      await make().grant({ orderId, userKey: USER });
      partner.say(orderId, {});
      const another = make({}, harness.another());
      let refreshed: Promise<unknown> | undefined;
      const fulfillment = make({
        onGrant: async (tx, order) => {
          await harness.addItem(tx, order);
          partner.say(orderId, REFUNDED);
          const held = partner.holdNext();
          refreshed = another.refresh({ orderId });
          await held.taken;
          held.release();
          // Time for the other one to come as far as it can.
          for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
        },
      });
      expect((await fulfillment.grant({ orderId, userKey: USER })).outcome).toBe('granted');
      expect(await refreshed).toMatchObject({ change: 'revoked' });
      expect(await harness.items()).toEqual([]);
      expect(await fulfillment.order(orderId)).toMatchObject({ delivery: 'revoked' });
    });

    it('revokes once when two late answers say refunded', async () => {
      const { make, partner, harness, orderId } = world;
      const fulfillment = make();
      await fulfillment.grant({ orderId, userKey: USER });
      partner.say(orderId, REFUNDED);
      const held = [partner.holdNext(), partner.holdNext()];
      const slow = [fulfillment.refresh({ orderId }), fulfillment.refresh({ orderId })];
      await Promise.all(held.map(({ taken }) => taken));
      for (const { release } of held) release();
      expect((await Promise.all(slow)).map(({ change }) => change).sort()).toEqual(['none', 'revoked']);
      expect(await harness.items()).toEqual([]);
    });

    it('stops asking while answers keep contradicting each other, and leaves the order due', async () => {
      const { make, harness, clock, orderId } = world;
      const fulfillment = make();
      const contrary = new ScriptedPartner().say(orderId, REFUNDED, USER);
      // Whenever it is asked, the other one hears the opposite and writes it down before the answer comes.
      contrary.before = async () => {
        const outcome = await fulfillment.grant({ orderId, userKey: USER });
        if (outcome.outcome === 'already_granted') await fulfillment.refresh({ orderId });
      };
      const result = await make({ partner: contrary }).grant({ orderId, userKey: USER });
      expect(result).toMatchObject({ outcome: 'pending', reason: 'ANSWERS_DISAGREE' });
      expect(contrary.asked).toHaveLength(3);
      expect(await harness.items()).toHaveLength(1);
      expect((await fulfillment.order(orderId))?.nextCheckAt).toEqual(new Date(clock.now()));
    });

    it('ignores an answer about one user when another user has claimed the order in the meantime', async () => {
      const { make, partner, orderId } = world;
      const fulfillment = make();
      await fulfillment.grant({ orderId, userKey: 'guesser' });
      const held = partner.holdNext();
      const slow = fulfillment.refresh({ orderId });
      await held.taken;
      await fulfillment.grant({ orderId, userKey: USER });
      held.release();
      await slow;
      expect(await fulfillment.order(orderId)).toMatchObject({ userKey: USER, status: 'PURCHASED' });
    });
  });
}
