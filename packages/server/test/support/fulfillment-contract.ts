import { createOrderId } from '@ait-iap/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OnGrant, OnRevoke } from '../../src/fulfillment/callbacks.js';
import { createFulfillment, type FulfillmentBaseOptions } from '../../src/fulfillment/create-fulfillment.js';
import type { LedgerStore } from '../../src/ledger/ledger-store.js';
import type { LedgerHarness } from './ledger-harness.js';
import { ManualClock } from './manual-clock.js';
import { ScriptedPartner } from './scripted-partner.js';

const USER = 'user-1';
const OTHER = 'user-2';

type Overrides<Tx> = Partial<FulfillmentBaseOptions<Tx>> & { onGrant?: OnGrant<Tx>; onRevoke?: OnRevoke<Tx> };

/** What a fulfilment promises, whatever the ledger lives in. */
export function describeFulfillmentContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describe(`fulfilment on ${name}`, () => {
    let harness: LedgerHarness<Tx>;
    let partner: ScriptedPartner;
    let clock: ManualClock;
    let orderId: string;

    beforeEach(async () => {
      harness = await open();
      partner = new ScriptedPartner();
      clock = new ManualClock();
      orderId = createOrderId();
      partner.say(orderId, {}, USER);
    });
    afterEach(() => harness.close());

    const make = (overrides: Overrides<Tx> = {}, store: LedgerStore<Tx> = harness.store) =>
      createFulfillment({
        partner,
        store,
        onGrant: harness.addItem,
        onRevoke: harness.removeItem,
        clock,
        ...overrides,
      });

    it('grants a paid order once and says so each time after', async () => {
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

    it('takes two spellings of an order id for one order', async () => {
      const fulfillment = make();
      await fulfillment.grant({ orderId, userKey: USER });
      const again = await fulfillment.grant({ orderId: orderId.toUpperCase(), userKey: USER });
      expect(again.outcome).toBe('already_granted');
    });

    it('asks the platform with the spelling that it was given, also when it asks again', async () => {
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

    it('keeps an order whose grant failed for reconciliation, which grants it', async () => {
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

    it('lets the first user who redeems an order own it', async () => {
      const fulfillment = make();
      partner.say(orderId, {});
      await fulfillment.grant({ orderId, userKey: USER });
      const stolen = await fulfillment.grant({ orderId, userKey: OTHER });
      expect(stolen).toMatchObject({ outcome: 'refused', reason: 'OTHER_USER' });
      expect(await harness.items()).toHaveLength(1);
    });

    it('does not let a stranger who guessed an order id take it from its user', async () => {
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
    ])('grants nothing for %s and keeps the word', async (status, outcome, reason) => {
      const fulfillment = make();
      partner.say(orderId, { status });
      const result = await fulfillment.grant({ orderId, userKey: USER });
      expect(result).toEqual({ outcome, orderId, reason, status });
      expect(await harness.items()).toEqual([]);
      expect(await fulfillment.order(orderId)).toMatchObject({ status, delivery: 'none' });
    });

    it('grants an order that the platform calls paid without saying for what only once it says so', async () => {
      const fulfillment = make();
      partner.say(orderId, { sku: undefined });
      const result = await fulfillment.grant({ orderId, userKey: USER, sku: 'castle' });
      expect(result).toMatchObject({ outcome: 'pending', reason: 'SKU_MISSING' });
      partner.say(orderId, { sku: 'castle' });
      expect((await fulfillment.grant({ orderId, userKey: USER })).outcome).toBe('granted');
    });

    it('takes a refunded order back once, with what was granted when', async () => {
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

    it('never grants on an answer that is older than a refund', async () => {
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

    it('answers pending and rolls back when onGrant outlives the deadline', async () => {
      const started = Promise.withResolvers<void>();
      const fulfillment = make({
        onGrant: async (tx, order) => {
          await harness.addItem(tx, order);
          started.resolve();
          await new Promise<void>((resolve) => {
            order.signal.addEventListener('abort', () => resolve());
          });
        },
      });
      const result = fulfillment.grant({ orderId, userKey: USER, deadline: clock.now() + 5_000 });
      await started.promise;
      clock.advance(5_000);
      expect(await result).toEqual({ outcome: 'pending', orderId, reason: 'DEADLINE' });
      expect(await harness.items()).toEqual([]);
    });

    it('never answers granted once the deadline has passed, even where the commit could still be made', async () => {
      const fulfillment = make({
        onGrant: async (tx, order) => {
          await harness.addItem(tx, order);
          clock.advance(5_001);
        },
      });
      const result = await fulfillment.grant({ orderId, userKey: USER, deadline: clock.now() + 5_000 });
      expect(result).toMatchObject({ outcome: 'pending', reason: 'DEADLINE' });
      expect(await harness.items()).toEqual([]);
    });

    it('leaves no timer behind', async () => {
      await make().grant({ orderId, userKey: USER, deadline: clock.now() + 5_000 });
      expect(clock.sleeping).toBe(0);
    });

    it('tells the story of an order in the order in which it happened', async () => {
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

    it('reads the orders of one user and nobody else', async () => {
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
    ])('refuses a malformed %s before asking anybody', async (field, request) => {
      await expect(make().grant(request)).rejects.toMatchObject({ code: 'INVALID_INPUT', field });
      expect(partner.asked).toEqual([]);
    });

    it('keeps everything over a restart', async () => {
      await make().grant({ orderId, userKey: USER });
      const restarted = make({}, harness.another());
      expect((await restarted.grant({ orderId, userKey: USER })).outcome).toBe('already_granted');
      expect(await harness.items()).toHaveLength(1);
    });

    it('applies its migrations once when several processes begin at the same time', async () => {
      const reports = await Promise.all([harness.store.migrate(), harness.another().migrate()]);
      expect(reports.flatMap(({ applied }) => applied)).toEqual([]);
      expect((await harness.store.health()).schemaVersion).toBeGreaterThan(0);
    });
  });
}
