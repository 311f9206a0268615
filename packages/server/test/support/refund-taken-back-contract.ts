import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GrantedOrder } from '../../src/fulfillment/callbacks.js';
import { createFulfillment } from '../../src/fulfillment/create-fulfillment.js';
import { createReconciler } from '../../src/reconciliation/create-reconciler.js';
import { type ContractWorld, openWorld, USER } from './contract-world.js';
import type { LedgerHarness } from './ledger-harness.js';
import { ManualClock } from './manual-clock.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const REFUNDED = { status: 'REFUNDED', statusDeterminedAt: '2026-01-01T10:00:00' };
const PAID_AFTER = { statusDeterminedAt: '2026-01-01T11:00:00' };

/** What happens when a store takes a refund back: REFUNDED, then paid again. */
export function describeRefundTakenBackContract<Tx>(
  name: string,
  open: () => Promise<LedgerHarness<Tx>>,
): void {
  describe(`a refund that is undone on ${name}`, () => {
    let world: ContractWorld<Tx>;
    beforeEach(async () => {
      world = await openWorld(open);
    });
    afterEach(() => world.close());

    /** Granted, then refunded, and taken back. */
    const refunded = async (fulfillment: ReturnType<ContractWorld<Tx>['make']>) => {
      const { partner, clock, orderId } = world;
      await fulfillment.grant({ orderId, userKey: USER });
      clock.advance(HOUR);
      partner.say(orderId, REFUNDED);
      await fulfillment.refresh({ orderId });
    };

    it('grants the product again by itself when the platform dates the payment after the refund', async () => {
      const { make, partner, harness, clock, orderId } = world;
      const granted: GrantedOrder[] = [];
      const fulfillment = make({
        onGrant: (tx, order) => {
          granted.push(order);
          return harness.addItem(tx, order);
        },
      });
      await refunded(fulfillment);
      const revokedAt = new Date(clock.now());
      partner.say(orderId, PAID_AFTER);
      clock.advance(6 * HOUR);
      expect(await createReconciler({ fulfillment, clock }).runOnce()).toMatchObject({ granted: 1 });
      expect(await harness.items()).toHaveLength(1);
      expect(granted.map((order) => order.previouslyRevokedAt)).toEqual([undefined, revokedAt]);
      const order = await fulfillment.order(orderId);
      expect(order).toMatchObject({ delivery: 'granted', status: 'PURCHASED', payment: 'paid' });
      expect(order?.revokedAt).toBeUndefined();
      expect((await fulfillment.entitlements(USER)).ownershipOf('coins.100')).toBe('owned');
      const story = (await fulfillment.timeline(orderId)).map(({ kind }) => kind);
      expect(story).toEqual(['granted', 'revoked', 'regranted']);
    });

    it('waits for two more answers with pauses when the platform does not say which is newer', async () => {
      const { make, partner, harness, clock, orderId } = world;
      const fulfillment = make();
      const reconciler = createReconciler({ fulfillment, clock });
      await refunded(fulfillment);
      partner.say(orderId, { statusDeterminedAt: REFUNDED.statusDeterminedAt });
      clock.advance(6 * HOUR);
      expect(await reconciler.runOnce()).toMatchObject({ checked: 1, granted: 0 });
      expect((await fulfillment.entitlements(USER)).ownershipOf('coins.100')).toBe('not_owned');
      clock.advance(5 * MINUTE);
      expect(await reconciler.runOnce()).toMatchObject({ checked: 1, granted: 0 });
      clock.advance(5 * MINUTE - 1);
      await fulfillment.refresh({ orderId });
      expect(await harness.items()).toEqual([]);
      clock.advance(1);
      expect(await reconciler.runOnce()).toMatchObject({ granted: 1 });
      expect(await harness.items()).toHaveLength(1);
    });

    it.each([
      ['4 minutes', 4 * MINUTE],
      ['an hour', HOUR],
      ['a day', 24 * HOUR],
      ['a month', 30 * 24 * HOUR],
    ])(
      'does not count a pause between answers because one came by a clock that is %s ahead',
      async (_, offMs) => {
        const { make, partner, clock, orderId } = world;
        const fulfillment = make();
        await refunded(fulfillment);
        partner.say(orderId, { statusDeterminedAt: REFUNDED.statusDeterminedAt });
        await fulfillment.refresh({ orderId });
        const ahead = new ManualClock();
        ahead.advance(clock.now() - ahead.now() + offMs);
        const other = make({ clock: ahead });
        for (let round = 0; round < 3; round += 1) {
          expect(await other.refresh({ orderId })).toMatchObject({ change: 'none' });
          expect(await fulfillment.refresh({ orderId })).toMatchObject({ change: 'none' });
        }
        clock.advance(5 * MINUTE);
        await fulfillment.refresh({ orderId });
        clock.advance(5 * MINUTE);
        expect(await fulfillment.refresh({ orderId })).toMatchObject({ change: 'granted' });
      },
    );

    it('does not trust an old copy of the order that answers once between refunds', async () => {
      const { make, partner, harness, clock, orderId } = world;
      const fulfillment = make();
      await refunded(fulfillment);
      for (let round = 0; round < 5; round += 1) {
        partner.say(orderId, {});
        clock.advance(2 * MINUTE);
        await fulfillment.refresh({ orderId });
        partner.say(orderId, REFUNDED);
        clock.advance(2 * MINUTE);
        await fulfillment.refresh({ orderId });
      }
      expect(await harness.items()).toEqual([]);
      expect(await fulfillment.order(orderId)).toMatchObject({ delivery: 'revoked', status: 'REFUNDED' });
    });

    it('revokes nothing because of an old copy of the refund, and trusts the answer that stays', async () => {
      const { make, partner, harness, clock, orderId } = world;
      const fulfillment = make();
      await refunded(fulfillment);
      partner.say(orderId, PAID_AFTER);
      expect(await fulfillment.refresh({ orderId })).toMatchObject({ change: 'granted' });
      for (const late of [0, MINUTE, 3 * MINUTE]) {
        clock.advance(late);
        partner.say(orderId, REFUNDED);
        expect(await fulfillment.refresh({ orderId })).toMatchObject({ change: 'none' });
      }
      expect((await fulfillment.entitlements(USER)).ownershipOf('coins.100')).toBe('owned');
      partner.say(orderId, PAID_AFTER);
      await fulfillment.refresh({ orderId });
      expect((await fulfillment.order(orderId))?.paidAgainAt).toBeUndefined();
      // The clocks of the platform were wrong: it goes on saying so.
      partner.say(orderId, REFUNDED);
      await fulfillment.refresh({ orderId });
      clock.advance(5 * MINUTE);
      expect(await createReconciler({ fulfillment, clock }).runOnce()).toMatchObject({
        checked: 1,
        revoked: 0,
      });
      clock.advance(5 * MINUTE - 1);
      expect(await createReconciler({ fulfillment, clock }).runOnce()).toMatchObject({ checked: 0 });
      clock.advance(1);
      expect(await createReconciler({ fulfillment, clock }).runOnce()).toMatchObject({ revoked: 1 });
      expect(await harness.items()).toEqual([]);
    });

    it('remembers the latest time of a payment, whatever older copies come later', async () => {
      const { make, partner, clock, orderId } = world;
      const fulfillment = make();
      await refunded(fulfillment);
      partner.say(orderId, PAID_AFTER);
      await fulfillment.refresh({ orderId });
      for (const copy of [{}, { statusDeterminedAt: undefined }, REFUNDED]) {
        partner.say(orderId, copy);
        clock.advance(1_000);
        expect(await fulfillment.refresh({ orderId })).toMatchObject({ change: 'none' });
      }
    });

    it('answers a user who asks again from memory for a minute, and then asks the platform', async () => {
      const { make, partner, clock, orderId } = world;
      const fulfillment = make();
      await refunded(fulfillment);
      partner.say(orderId, PAID_AFTER);
      const asked = partner.asked.length;
      clock.advance(MINUTE - 1);
      expect(await fulfillment.grant({ orderId, userKey: USER })).toMatchObject({
        outcome: 'refused',
        reason: 'REFUNDED',
      });
      expect(partner.asked).toHaveLength(asked);
      clock.advance(1);
      expect((await fulfillment.grant({ orderId, userKey: USER })).outcome).toBe('granted');
    });

    it('revokes an order each time it is refunded and grants it each time it is paid', async () => {
      const { make, partner, harness, clock, orderId } = world;
      const fulfillment = make();
      await fulfillment.grant({ orderId, userKey: USER });
      for (let round = 1; round <= 3; round += 1) {
        clock.advance(HOUR);
        partner.say(orderId, { status: 'REFUNDED', statusDeterminedAt: `2026-01-0${round}T10:00:00` });
        expect(await fulfillment.refresh({ orderId })).toMatchObject({ change: 'revoked' });
        expect(await harness.items()).toEqual([]);
        clock.advance(HOUR);
        partner.say(orderId, { statusDeterminedAt: `2026-01-0${round}T11:00:00` });
        expect(await fulfillment.refresh({ orderId })).toMatchObject({ change: 'granted' });
        expect(await harness.items()).toHaveLength(1);
      }
    });

    it('grants an order that was refunded before its grant, when it is paid again', async () => {
      const { make, partner, harness, clock, orderId } = world;
      const fulfillment = make();
      partner.say(orderId, REFUNDED);
      await fulfillment.grant({ orderId, userKey: USER });
      partner.say(orderId, PAID_AFTER);
      clock.advance(6 * HOUR);
      expect(await createReconciler({ fulfillment, clock }).runOnce()).toMatchObject({ granted: 1 });
      expect(await harness.items()).toHaveLength(1);
    });

    it('asks another system for the new grant with its own key', async () => {
      const { partner, harness, clock, orderId } = world;
      const keys: string[] = [];
      const external = createFulfillment({
        partner,
        store: harness.store,
        clock,
        externalGrant: {
          deliver: async ({ idempotencyKey }) => keys.push(idempotencyKey),
          withdraw: async ({ idempotencyKey, deliveryKey }) =>
            keys.push(`${idempotencyKey} of ${deliveryKey}`),
        },
      });
      await refunded(external);
      partner.say(orderId, PAID_AFTER);
      clock.advance(HOUR);
      expect(await external.refresh({ orderId })).toMatchObject({ change: 'granted' });
      expect(await external.order(orderId)).toMatchObject({ delivery: 'granted' });
      partner.say(orderId, { ...REFUNDED, statusDeterminedAt: '2026-01-02T10:00:00' });
      await external.refresh({ orderId });
      expect(await external.order(orderId)).toMatchObject({ delivery: 'revoked' });
      const [first, firstBack, second, secondBack] = keys;
      expect(new Set(keys).size).toBe(4);
      expect(firstBack).toBe(`ait-iap:revoke:${orderId} of ${first}`);
      expect(secondBack).toContain(`of ${second}`);
    });
  });
}
