import { createOrderId } from '@ait-iap/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ContractWorld, OTHER, openWorld, USER } from './contract-world.js';
import type { LedgerHarness } from './ledger-harness.js';
import type { ManualClock } from './manual-clock.js';
import type { ScriptedPartner } from './scripted-partner.js';

/** Who is granted what, and how often. */
export function describeGrantContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describe(`grants on ${name}`, () => {
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

    it('grants a paid order once and says so each time afterwards', async () => {
      const fulfillment = make();
      const first = await fulfillment.grant({ orderId, userKey: USER });
      expect(first).toEqual({
        outcome: 'granted',
        orderId,
        sku: 'coins.100',
        grantedAt: new Date(clock.now()),
      });
      const second = await fulfillment.grant({ orderId, userKey: USER });
      expect(second).toEqual({ ...first, outcome: 'already_granted' });
      expect(await harness.items()).toEqual([{ orderId, userKey: USER, sku: 'coins.100' }]);
    });

    it('treats two spellings of an order id as one order', async () => {
      const fulfillment = make();
      await fulfillment.grant({ orderId, userKey: USER });
      const again = await fulfillment.grant({ orderId: orderId.toUpperCase(), userKey: USER });
      expect(again.outcome).toBe('already_granted');
    });

    it('asks the platform with the given spelling, also when it asks again', async () => {
      const fulfillment = make();
      const spelling = orderId.toUpperCase();
      await fulfillment.grant({ orderId: spelling, userKey: USER });
      await fulfillment.refresh({ orderId });
      expect(partner.asked.map((question) => question.orderId)).toEqual([spelling, spelling]);
    });

    it('grants once when two backends are asked many times at the same moment', async () => {
      const machines = [make(), make({}, harness.another())];
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, i) => machines[i % 2]?.grant({ orderId, userKey: USER })),
      );
      const outcomes = results.map((result) => result?.outcome).sort();
      expect(outcomes).toEqual([...Array(19).fill('already_granted'), 'granted']);
      expect(await harness.items()).toHaveLength(1);
    });

    it('writes nothing at all when onGrant throws, and grants on the next call', async () => {
      let broken = true;
      const fulfillment = make({
        onGrant: async (tx, order) => {
          await harness.addItem(tx, order);
          if (broken) throw new Error('no coins today');
        },
      });
      const failure = await fulfillment.grant({ orderId, userKey: USER }).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'GRANT_CALLBACK_FAILED', retryable: true });
      expect((failure as Error).cause).toMatchObject({ message: 'no coins today' });
      expect(await harness.items()).toEqual([]);
      broken = false;
      expect((await fulfillment.grant({ orderId, userKey: USER })).outcome).toBe('granted');
      expect(await harness.items()).toHaveLength(1);
    });

    it('keeps an order whose grant failed, and reconciliation grants it', async () => {
      let broken = true;
      const fulfillment = make({
        onGrant: async (tx, order) => {
          if (broken) throw new Error('no coins today');
          await harness.addItem(tx, order);
        },
      });
      await fulfillment.grant({ orderId, userKey: USER }).catch(() => undefined);
      expect(await fulfillment.order(orderId)).toMatchObject({ claimed: true, delivery: 'none' });
      broken = false;
      expect(await fulfillment.refresh({ orderId })).toMatchObject({ change: 'granted' });
      expect(await harness.items()).toHaveLength(1);
    });

    it('makes the first user who redeems an order its owner', async () => {
      const fulfillment = make();
      partner.say(orderId, {});
      await fulfillment.grant({ orderId, userKey: USER });
      const stolen = await fulfillment.grant({ orderId, userKey: OTHER });
      expect(stolen).toMatchObject({ outcome: 'refused', reason: 'OTHER_USER' });
      expect(await harness.items()).toHaveLength(1);
    });

    it('records in the timeline that another user was refused, but not each of a thousand times', async () => {
      const fulfillment = make();
      await fulfillment.grant({ orderId, userKey: USER });
      for (let time = 0; time < 20; time += 1) await fulfillment.grant({ orderId, userKey: OTHER });
      clock.advance(60_000);
      await fulfillment.grant({ orderId, userKey: OTHER });
      const story = (await fulfillment.timeline(orderId)).map(({ kind }) => kind);
      expect(story).toEqual(['granted', 'denied', 'denied']);
    });

    it('does not let another user who guessed an order id take the order from its owner', async () => {
      const fulfillment = make();
      const guess = await fulfillment.grant({ orderId, userKey: OTHER });
      expect(guess).toMatchObject({ outcome: 'pending', reason: 'NOT_FOUND' });
      expect((await fulfillment.grant({ orderId, userKey: USER })).outcome).toBe('granted');
      expect(await fulfillment.order(orderId)).toMatchObject({ userKey: USER, claimed: true });
    });

    it('refuses an order for another product than the caller named, and grants the paid one later', async () => {
      const fulfillment = make();
      const refused = await fulfillment.grant({ orderId, userKey: USER, sku: 'castle' });
      expect(refused).toMatchObject({ outcome: 'refused', reason: 'SKU_MISMATCH' });
      expect(await harness.items()).toEqual([]);
      await fulfillment.refresh({ orderId });
      expect(await harness.items()).toEqual([{ orderId, userKey: USER, sku: 'coins.100' }]);
    });

    it.each([
      ['ORDER_IN_PROGRESS', 'pending', 'ORDER_IN_PROGRESS'],
      ['NOT_FOUND', 'pending', 'NOT_FOUND'],
      ['ERROR', 'pending', 'ERROR'],
      ['PARTIALLY_PAID', 'pending', 'UNKNOWN_STATUS'],
      ['FAILED', 'pending', 'FAILED'],
      ['REFUNDED', 'refused', 'REFUNDED'],
      ['MINIAPP_MISMATCH', 'refused', 'MINIAPP_MISMATCH'],
    ])('grants nothing for %s and keeps the status', async (status, outcome, reason) => {
      const fulfillment = make();
      partner.say(orderId, { status });
      const result = await fulfillment.grant({ orderId, userKey: USER });
      expect(result).toEqual({ outcome, orderId, reason, status });
      expect(await harness.items()).toEqual([]);
      expect(await fulfillment.order(orderId)).toMatchObject({ status, delivery: 'none' });
    });

    it('grants a paid order without a product only once the platform names the product', async () => {
      const fulfillment = make();
      partner.say(orderId, { sku: undefined });
      const result = await fulfillment.grant({ orderId, userKey: USER, sku: 'castle' });
      expect(result).toMatchObject({ outcome: 'pending', reason: 'SKU_MISSING' });
      partner.say(orderId, { sku: 'castle' });
      expect((await fulfillment.grant({ orderId, userKey: USER })).outcome).toBe('granted');
    });

    it('reads the orders of one user only', async () => {
      const fulfillment = make();
      const foreign = createOrderId();
      partner.say(foreign, {}, OTHER);
      await fulfillment.grant({ orderId, userKey: USER });
      await fulfillment.grant({ orderId: foreign, userKey: OTHER });
      expect((await fulfillment.orders(USER)).map((order) => order.orderId)).toEqual([orderId]);
    });

    it('keeps the order of a user when the platform cannot be asked, and passes the failure on', async () => {
      const fulfillment = make();
      partner.say(orderId, new Error('connection reset'));
      await expect(fulfillment.grant({ orderId, userKey: USER })).rejects.toThrow('connection reset');
      expect(await fulfillment.order(orderId)).toMatchObject({ claimed: false, userKey: USER });
      partner.say(orderId, {});
      await fulfillment.refresh({ orderId });
      expect(await harness.items()).toHaveLength(1);
    });

    it.each([
      ['orderId', { orderId: 'not-a-uuid', userKey: USER }],
      ['userKey', { orderId: createOrderId(), userKey: 'a\r\nb' }],
      ['sku', { orderId: createOrderId(), userKey: USER, sku: '' }],
    ])('refuses a malformed %s before it asks the platform', async (field, request) => {
      await expect(make().grant(request)).rejects.toMatchObject({ code: 'INVALID_INPUT', field });
      expect(partner.asked).toEqual([]);
    });

    it('keeps everything over a restart', async () => {
      await make().grant({ orderId, userKey: USER });
      const restarted = make({}, harness.another());
      expect((await restarted.grant({ orderId, userKey: USER })).outcome).toBe('already_granted');
      expect(await harness.items()).toHaveLength(1);
    });

    it('applies its migrations once when several processes start at the same time', async () => {
      const reports = await Promise.all([harness.store.migrate(), harness.another().migrate()]);
      expect(reports.flatMap(({ applied }) => applied)).toEqual([]);
      expect((await harness.store.health()).schemaVersion).toBeGreaterThan(0);
    });
  });
}
