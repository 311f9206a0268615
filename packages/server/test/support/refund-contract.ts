import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ContractWorld, openWorld, USER } from './contract-world.js';
import type { LedgerHarness } from './ledger-harness.js';
import type { ManualClock } from './manual-clock.js';
import { ScriptedPartner } from './scripted-partner.js';

/** What a refund takes back. */
export function describeRefundContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describe(`refunds on ${name}`, () => {
    let world: ContractWorld<Tx>;
    let harness: LedgerHarness<Tx>;
    let partner: ScriptedPartner;
    let clock: ManualClock;
    let orderId: string;
    let make: ContractWorld<Tx>['make'];

    beforeEach(async () => {
      world = await openWorld(open);
      ({ harness, partner, clock, orderId, make } = world);
    });
    afterEach(() => world.close());

    it('revokes a refunded order once, with the data of its grant', async () => {
      const revoked: unknown[] = [];
      const fulfillment = make({
        onRevoke: async (tx, order) => {
          revoked.push(order);
          await harness.removeItem(tx, order);
        },
      });
      await fulfillment.grant({ orderId, userKey: USER });
      const grantedAt = new Date(clock.now());
      clock.advance(3_600_000);
      partner.say(orderId, { status: 'REFUNDED', statusDeterminedAt: '2026-01-01T09:30:00' });
      const results = await Promise.all([fulfillment.refresh({ orderId }), fulfillment.refresh({ orderId })]);
      expect(results.map(({ change }) => change).sort()).toEqual(['none', 'revoked']);
      expect(revoked).toEqual([
        expect.objectContaining({
          orderId,
          userKey: USER,
          sku: 'coins.100',
          grantedAt,
          revokedAt: new Date(clock.now()),
          statusDeterminedAt: new Date('2026-01-01T09:30:00+09:00'),
        }),
      ]);
      expect(await harness.items()).toEqual([]);
      const again = await fulfillment.grant({ orderId, userKey: USER });
      expect(again).toMatchObject({ outcome: 'refused', reason: 'REFUNDED' });
    });

    it('never grants on an answer that is older than the refund', async () => {
      const held = Promise.withResolvers<void>();
      const asked = Promise.withResolvers<void>();
      const slowPartner = new ScriptedPartner().say(orderId, {});
      slowPartner.before = () => {
        asked.resolve();
        return held.promise;
      };
      const slow = make({ partner: slowPartner }).grant({ orderId, userKey: USER });
      await asked.promise;
      partner.say(orderId, { status: 'REFUNDED' });
      await make().grant({ orderId, userKey: USER });
      held.resolve();
      expect(await slow).toMatchObject({ outcome: 'refused', reason: 'REFUNDED' });
      expect(await harness.items()).toEqual([]);
    });

    it('shows the timeline of an order in the order of its events', async () => {
      const fulfillment = make();
      partner.say(orderId, { status: 'ORDER_IN_PROGRESS' });
      await fulfillment.grant({ orderId, userKey: USER });
      partner.say(orderId, {});
      await fulfillment.grant({ orderId, userKey: USER });
      partner.say(orderId, { status: 'REFUNDED' });
      await fulfillment.refresh({ orderId });
      const story = await fulfillment.timeline(orderId);
      expect(story.map(({ kind }) => kind)).toEqual(['status_changed', 'granted', 'revoked']);
    });
  });
}
