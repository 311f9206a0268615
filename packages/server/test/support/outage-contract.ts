import { createOrderId } from '@ait-iap/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PartnerSetupError } from '../../src/errors/partner-setup-error.js';
import { PartnerTransportError } from '../../src/errors/partner-transport-error.js';
import type { Fulfillment } from '../../src/fulfillment/fulfillment.js';
import { createReconciler } from '../../src/reconciliation/create-reconciler.js';
import { type ContractWorld, OTHER, openWorld, USER } from './contract-world.js';
import type { LedgerHarness } from './ledger-harness.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const DOWN = new PartnerTransportError('ECONNREFUSED');
const NOT_REGISTERED = new PartnerSetupError({ errorCode: '4050' });

/** What is left when the platform could not be asked for a long time: everything that was paid meanwhile. */
export function describeOutageContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describe(`long outages on ${name}`, () => {
    let world: ContractWorld<Tx>;
    beforeEach(async () => {
      world = await openWorld(open);
    });
    afterEach(() => world.close());

    /** Its pauses take no time, so that the test says when time passes. */
    const reconcileFor = async (fulfillment: Fulfillment, durationMs: number) => {
      const { clock } = world;
      const restless = { now: clock.now, sleep: async () => undefined };
      const reconciler = createReconciler({ fulfillment, clock: restless, onError: () => undefined });
      // Over days only now and then: what matters is that nothing is given up.
      const step = durationMs > 12 * HOUR ? 4 * HOUR : HOUR;
      for (let passed = 0; passed < durationMs; passed += step) {
        clock.advance(step);
        await reconciler.runOnce();
      }
    };

    it.each([
      ['down', DOWN],
      ['not aware of the mini-app', NOT_REGISTERED],
    ])(
      'grants an order after the platform was %s for two days, also if its user asked again',
      async (_, failure) => {
        const { make, partner, harness, orderId } = world;
        const fulfillment = make();
        const ask = () => fulfillment.grant({ orderId, userKey: USER }).catch(() => undefined);
        partner.say(orderId, failure);
        await ask();
        await reconcileFor(fulfillment, 25 * HOUR);
        await ask();
        await reconcileFor(fulfillment, DAY);
        partner.say(orderId, {}, USER);
        await reconcileFor(fulfillment, 9 * HOUR);
        expect(await harness.items()).toHaveLength(1);
      },
    );

    it('keeps an order that got MINIAPP_MISMATCH for two days because of a wrong certificate', async () => {
      const { make, partner, harness, orderId } = world;
      const fulfillment = make();
      const known = Array.from({ length: 5 }, () => createOrderId());
      for (const each of known) {
        partner.say(each, {}, OTHER);
        await fulfillment.grant({ orderId: each, userKey: OTHER });
      }
      for (const each of [...known, orderId]) partner.say(each, { status: 'MINIAPP_MISMATCH' });
      await reconcileFor(fulfillment, HOUR);
      await fulfillment.grant({ orderId, userKey: USER });
      await reconcileFor(fulfillment, 2 * DAY);
      partner.say(orderId, {}, USER);
      await reconcileFor(fulfillment, 9 * HOUR);
      expect((await harness.items()).filter(({ userKey }) => userKey === USER)).toHaveLength(1);
    });

    it('counts an intent that was open when the user paid, however late the order can be verified', async () => {
      const { make, partner, harness, clock, orderId } = world;
      const fulfillment = make({ intents: 'required' });
      partner.say(orderId, DOWN);
      await fulfillment.createIntent({ userKey: USER, sku: 'coins.100', ttlMs: HOUR });
      await fulfillment.grant({ orderId, userKey: USER }).catch(() => undefined);
      const late = createOrderId();
      await fulfillment.createIntent({ userKey: OTHER, sku: 'coins.100', ttlMs: HOUR });
      await reconcileFor(fulfillment, 3 * HOUR);
      const paidAt = (ageMs: number) => new Date(clock.now() - ageMs).toISOString();
      partner.say(orderId, { statusDeterminedAt: undefined }, USER);
      partner.say(late, { statusDeterminedAt: paidAt(150 * MINUTE) }, OTHER);
      await reconcileFor(fulfillment, HOUR);
      // Nobody could ask about this one while the intent was open: the platform says when it was paid.
      expect(await fulfillment.grant({ orderId: late, userKey: OTHER })).toMatchObject({
        outcome: 'granted',
      });
      expect(await harness.items()).toHaveLength(2);
    });

    it('grants an order again after its refund was undone, although its intent is used up', async () => {
      const { make, partner, harness, orderId } = world;
      const fulfillment = make({ intents: 'required' });
      await fulfillment.createIntent({ userKey: USER, sku: 'coins.100' });
      await fulfillment.grant({ orderId, userKey: USER });
      partner.say(orderId, { status: 'REFUNDED', statusDeterminedAt: '2026-01-02T09:00:00' }, USER);
      await reconcileFor(fulfillment, HOUR);
      expect(await harness.items()).toEqual([]);
      partner.say(orderId, { statusDeterminedAt: '2026-01-03T09:00:00' }, USER);
      await reconcileFor(fulfillment, DAY);
      expect(await harness.items()).toHaveLength(1);
    });
  });
}
