import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReconciler } from '../../src/reconciliation/create-reconciler.js';
import { type ContractWorld, openWorld, USER } from './contract-world.js';
import type { LedgerHarness } from './ledger-harness.js';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const ODD_WORDS = ['FAILED', 'MINIAPP_MISMATCH', 'NOT_FOUND', 'ERROR', 'SOMETHING_NEW'];

/** What one odd word of the platform does to an order: nothing that matters. */
export function describeOddWordsContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describe(`odd statuses on ${name}`, () => {
    let world: ContractWorld<Tx>;
    beforeEach(async () => {
      world = await openWorld(open);
    });
    afterEach(() => world.close());

    it.each(ODD_WORDS)(
      'leaves a granted order with its user when it is %s once, and sees its refund',
      async (status) => {
        const { make, partner, harness, clock, orderId } = world;
        const fulfillment = make();
        const reconciler = createReconciler({ fulfillment, clock });
        await fulfillment.grant({ orderId, userKey: USER });
        partner.say(orderId, { status });
        clock.advance(60 * MINUTE);
        expect(await reconciler.runOnce()).toMatchObject({ checked: 1, revoked: 0 });
        expect(await fulfillment.order(orderId)).toMatchObject({
          status,
          delivery: 'granted',
          payment: 'paid',
        });
        expect((await fulfillment.grant({ orderId, userKey: USER })).outcome).toBe('already_granted');
        expect((await fulfillment.entitlements(USER)).ownershipOf('coins.100')).toBe('owned');
        partner.say(orderId, { status: 'REFUNDED' });
        clock.advance(60 * MINUTE);
        expect(await reconciler.runOnce()).toMatchObject({ revoked: 1 });
        expect(await harness.items()).toEqual([]);
      },
    );

    it.each(ODD_WORDS)('sees the refund of a granted order that was %s for half a year', async (status) => {
      const { make, partner, harness, clock, orderId } = world;
      const fulfillment = make();
      const reconciler = createReconciler({ fulfillment, clock });
      await fulfillment.grant({ orderId, userKey: USER });
      partner.say(orderId, { status });
      for (let passed = 0; passed < 13; passed += 1) {
        clock.advance(14 * DAY);
        await reconciler.runOnce();
      }
      partner.say(orderId, { status: 'REFUNDED' });
      clock.advance(7 * DAY);
      expect(await reconciler.runOnce()).toMatchObject({ revoked: 1 });
      expect(await harness.items()).toEqual([]);
    });

    it.each(ODD_WORDS)(
      'grants a paid order later if its grant failed and its status has been %s since',
      async (status) => {
        const { make, partner, harness, clock, orderId } = world;
        const broken = make({ onGrant: () => Promise.reject(new Error('no coins today')) });
        await broken.grant({ orderId, userKey: USER }).catch(() => undefined);
        const fulfillment = make();
        const reconciler = createReconciler({ fulfillment, clock });
        partner.say(orderId, { status });
        clock.advance(130 * DAY);
        await reconciler.runOnce();
        expect((await fulfillment.entitlements(USER)).ownershipOf('coins.100')).toBe('unknown');
        partner.say(orderId, {});
        clock.advance(7 * DAY);
        expect(await reconciler.runOnce()).toMatchObject({ granted: 1 });
        expect(await harness.items()).toHaveLength(1);
      },
    );

    it('keeps asking about an order that FAILED within the grant window, and grants it when it is paid', async () => {
      const { make, partner, harness, clock, orderId } = world;
      const fulfillment = make();
      partner.say(orderId, { status: 'FAILED' });
      const first = await fulfillment.grant({ orderId, userKey: USER });
      expect(first).toEqual({ outcome: 'pending', orderId, reason: 'FAILED', status: 'FAILED' });
      expect((await fulfillment.entitlements(USER)).ownershipOf('coins.100')).toBe('unknown');
      partner.say(orderId, {});
      clock.advance(5_000);
      expect(await createReconciler({ fulfillment, clock }).runOnce()).toMatchObject({ granted: 1 });
      expect(await harness.items()).toHaveLength(1);
    });

    it('refuses an order that is FAILED after the grant window, but grants it when it is paid later', async () => {
      const { make, partner, clock, orderId } = world;
      const fulfillment = make();
      partner.say(orderId, { status: 'FAILED' });
      await fulfillment.grant({ orderId, userKey: USER });
      clock.advance(10 * MINUTE);
      const later = await fulfillment.grant({ orderId, userKey: USER });
      expect(later).toEqual({ outcome: 'refused', orderId, reason: 'FAILED', status: 'FAILED' });
      expect((await fulfillment.entitlements(USER)).ownershipOf('coins.100')).toBe('not_owned');
      partner.say(orderId, {});
      clock.advance(DAY);
      expect(await createReconciler({ fulfillment, clock }).runOnce()).toMatchObject({ granted: 1 });
    });

    it.each([
      ['status', { status: 'PUR\u0000CHASED' }, { status: 'PUR\ufffdCHASED' }],
      ['status', { status: 'HALF\ud800' }, { status: 'HALF\ufffd' }],
      ['product', { sku: 'coins\u0000100\udfff' }, { sku: 'coins\ufffd100\ufffd' }],
    ])(
      'keeps a %s with characters that databases cannot store, and shows the same text everywhere',
      async (_, said, kept) => {
        const { make, partner, harness, orderId } = world;
        const fulfillment = make();
        partner.say(orderId, said, USER);
        expect(await fulfillment.grant({ orderId, userKey: USER })).toMatchObject(kept);
        expect(await fulfillment.order(orderId)).toMatchObject(kept);
        const items = await harness.items();
        expect(items).toEqual('sku' in kept ? [expect.objectContaining(kept)] : []);
      },
    );

    it('stops asking about a failed order when it is old', async () => {
      const { make, partner, clock, orderId } = world;
      const fulfillment = make();
      const reconciler = createReconciler({ fulfillment, clock });
      partner.say(orderId, { status: 'FAILED' });
      await fulfillment.grant({ orderId, userKey: USER });
      clock.advance(121 * DAY);
      await reconciler.runOnce();
      expect((await fulfillment.order(orderId))?.nextCheckAt).toBeUndefined();
    });
  });
}
