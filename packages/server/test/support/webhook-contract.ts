import { createOrderId } from '@ait-iap/protocol';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dueWorkOf } from '../../src/fulfillment/due-work.js';
import type { LedgerHarness } from './ledger-harness.js';
import { describeContraryWebhookContract } from './webhook-contrary-contract.js';
import { describeWebhookOrderContract } from './webhook-order-contract.js';
import { at, SKU, state, USER, WebhookStage } from './webhook-stage.js';

/** What webhooks promise, whatever the ledger lives in. */
export function describeWebhookContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describeWebhookOrderContract(name, open);
  describeContraryWebhookContract(name, open);

  describe(`webhooks on ${name}`, () => {
    let stage: WebhookStage<Tx>;
    let orderId: string;
    beforeEach(async () => {
      stage = new WebhookStage(await open());
      orderId = stage.orderId;
    });
    afterEach(() => stage.harness.close());

    it('accepts the verification of the address', async () => {
      const event = { eventType: 'callback.registration_verification', occurredAt: at(0) };
      expect((await stage.handler()(stage.request(event))).status).toBe(204);
      expect(stage.outcomes).toEqual(['verified']);
    });

    it('reports a change once, with its user, however often it is sent', async () => {
      await stage.fulfillment().grant({ orderId, userKey: USER });
      const webhooks = stage.handler();
      const created = stage.change('CREATED', 1);
      for (const response of await Promise.all([
        webhooks(stage.request(created)),
        webhooks(stage.request(created)),
      ])) {
        expect(response.status).toBe(204);
      }
      await webhooks(stage.request(created));
      expect(stage.told).toHaveLength(1);
      expect(stage.told[0]).toMatchObject({
        orderId,
        userKey: USER,
        sku: SKU,
        changeReason: 'CREATED',
        occurredAt: new Date(at(1)),
        followsKnown: true,
      });
    });

    it('lets the newest event win and does not report a late one', async () => {
      await stage.fulfillment().grant({ orderId, userKey: USER });
      const webhooks = stage.handler();
      await webhooks(
        stage.request(stage.change('EXPIRED', 5, { subscription: { current: state('EXPIRED', false) } })),
      );
      await webhooks(stage.request(stage.change('RENEWED', 3)));
      expect(stage.outcomes).toEqual(['applied', 'superseded']);
      expect((await stage.fulfillment().entitlements(USER)).ownershipOf(SKU)).toBe('not_owned');
    });

    it('applies a change whose previous state was never seen, and says so', async () => {
      await stage.fulfillment().grant({ orderId, userKey: USER });
      const webhooks = stage.handler();
      await webhooks(stage.request(stage.change('CREATED', 1)));
      const next = { previous: state('ON_HOLD', false), current: state('ACTIVE') };
      await webhooks(stage.request(stage.change('RECOVERED', 9, { subscription: next })));
      expect(stage.outcomes).toEqual(['applied', 'applied_after_gap']);
      expect(stage.told[1]?.followsKnown).toBe(false);
    });

    it('keeps an event for an order that is not known yet, and applies it once it is', async () => {
      const webhooks = stage.handler();
      expect((await webhooks(stage.request(stage.change('CREATED', 1)))).status).toBe(204);
      expect(await webhooks.waiting()).toMatchObject([{ orderId, state: 'waiting' }]);
      expect(await webhooks.applyWaiting()).toBe(0);
      await stage.fulfillment().grant({ orderId, userKey: USER });
      expect(await webhooks.applyWaiting()).toBe(1);
      expect(stage.told).toHaveLength(1);
      expect(await webhooks.waiting()).toEqual([]);
    });

    it('finds the user of an unknown order among those who were about to buy', async () => {
      const iap = stage.fulfillment();
      await iap.createIntent({ userKey: 'somebody-else', sku: SKU });
      await iap.createIntent({ userKey: USER, sku: SKU });
      await stage.handler({ partner: stage.partner })(stage.request(stage.change('CREATED', 1)));
      expect(stage.told).toMatchObject([{ userKey: USER }]);
      expect(await dueWorkOf(iap).take({ limit: 10, leaseMs: 1_000 })).toEqual([orderId]);
      await iap.refresh({ orderId });
      expect(await stage.harness.items()).toHaveLength(1);
    });

    it('asks less and less often for the user of an order that stays unknown', async () => {
      await stage.fulfillment().createIntent({ userKey: 'somebody-else', sku: SKU });
      const webhooks = stage.handler({ partner: stage.partner });
      await webhooks(stage.request(stage.change('CREATED', 1)));
      for (let second = 0; second < 600; second += 5) {
        stage.clock.advance(5_000);
        await webhooks.applyWaiting();
      }
      expect(stage.partner.asked.length).toBeGreaterThan(3);
      expect(stage.partner.asked.length).toBeLessThan(12);
    });

    it('keeps an event waiting while the platform cannot be asked for its user', async () => {
      await stage.fulfillment().createIntent({ userKey: USER, sku: SKU });
      stage.partner.say(orderId, new Error('no network'));
      const webhooks = stage.handler({ partner: stage.partner });
      await webhooks(stage.request(stage.change('CREATED', 1)));
      expect(await webhooks.waiting()).toMatchObject([{ state: 'waiting' }]);
      stage.partner.say(orderId, { sku: SKU }, USER);
      stage.clock.advance(10_000);
      expect(await webhooks.applyWaiting()).toBe(1);
    });

    it('does not let events of unknown orders delay the others', async () => {
      const webhooks = stage.handler();
      for (let i = 0; i < 105; i += 1) {
        await webhooks(stage.request(stage.change('CREATED', -i, { orderId: createOrderId() })));
      }
      await webhooks(stage.request(stage.change('CREATED', 1)));
      await stage.fulfillment().grant({ orderId, userKey: USER });
      expect(await webhooks.applyWaiting()).toBe(1);
      expect(stage.told).toMatchObject([{ orderId }]);
    });

    it('asks the platform about an order that a webhook reports as revoked, even a late webhook', async () => {
      const iap = stage.fulfillment();
      await iap.grant({ orderId, userKey: USER });
      const webhooks = stage.handler();
      await webhooks(stage.request(stage.change('RENEWED', 5)));
      await webhooks(
        stage.request(stage.change('REVOKED', 2, { subscription: { current: state('REVOKED', false) } })),
      );
      expect(stage.outcomes).toEqual(['applied', 'superseded']);
      expect(await dueWorkOf(iap).take({ limit: 10, leaseMs: 1_000 })).toEqual([orderId]);
    });

    it('repeats an event by itself when onSubscriptionChanged failed, less and less often', async () => {
      await stage.fulfillment().grant({ orderId, userKey: USER });
      const webhooks = stage.handler();
      stage.failing = true;
      await webhooks(stage.request(stage.change('CREATED', 1)));
      expect(await webhooks.applyWaiting()).toBe(0);
      for (let second = 0; second < 3_600; second += 5) {
        stage.clock.advance(5_000);
        await webhooks.applyWaiting();
      }
      const [failed] = await webhooks.waiting();
      expect(failed).toMatchObject({
        state: 'failed',
        attempts: expect.toSatisfy((count) => count > 5 && count < 15),
      });
      stage.failing = false;
      stage.clock.advance(2 * 3_600_000);
      expect(await webhooks.applyWaiting()).toBe(1);
      expect(stage.told).toHaveLength(1);
      expect(await webhooks.waiting()).toEqual([]);
    });

    it('accepts an event with bytes that are not UTF-8, and keeps one that they make unreadable', async () => {
      await stage.fulfillment().grant({ orderId, userKey: USER });
      const webhooks = stage.handler();
      const korean = Buffer.from([0xc1, 0xa4, 0xb1, 0xe2]);
      const withName = Buffer.from(JSON.stringify({ ...stage.change('CREATED', 1), productName: 'name' }));
      const [before = '', after = ''] = withName.toString('latin1').split('name"}');
      const bytes = Buffer.concat([
        Buffer.from(before, 'latin1'),
        korean,
        Buffer.from(`"}${after}`, 'latin1'),
      ]);
      expect((await webhooks(stage.request(bytes))).status).toBe(204);
      expect(stage.told).toHaveLength(1);
      await webhooks(stage.request(Buffer.concat([korean, korean])));
      expect(await webhooks.waiting()).toMatchObject([{ state: 'unreadable' }]);
    });

    it('keeps an event for which onSubscriptionChanged failed, and replays it', async () => {
      await stage.fulfillment().grant({ orderId, userKey: USER });
      const webhooks = stage.handler();
      stage.failing = true;
      expect((await webhooks(stage.request(stage.change('CREATED', 1)))).status).toBe(204);
      expect(stage.outcomes).toEqual(['failed']);
      expect(await webhooks.waiting()).toMatchObject([{ state: 'failed', attempts: 1, lastError: 'Error' }]);
      stage.failing = false;
      expect(await webhooks.replay()).toBe(1);
      expect(stage.told).toHaveLength(1);
      expect(await webhooks.replay()).toBe(0);
    });

    it.each([
      ['false', false],
      ['a response that failed', { ok: false, status: 500 }],
      ['a query that was not executed', { execute: () => undefined }],
    ])(
      'treats the answer %s of onSubscriptionChanged as a failure: the event is kept and replayed',
      async (_, answer) => {
        await stage.fulfillment().grant({ orderId, userKey: USER });
        const webhooks = stage.handler();
        stage.answer = answer;
        await webhooks(stage.request(stage.change('CREATED', 1)));
        expect(stage.outcomes).toEqual(['failed']);
        stage.answer = undefined;
        expect(await webhooks.replay()).toBe(1);
        expect(await webhooks.waiting()).toEqual([]);
      },
    );

    it('keeps an unreadable event as it came, in any characters, and shows it', async () => {
      const body = JSON.stringify({ eventType: 'subscription.renamed\0\ud800', name: '구독\0' });
      const webhooks = stage.handler();
      for (const _ of [1, 2]) expect((await webhooks(stage.request(body))).status).toBe(204);
      expect((await webhooks(stage.request('\0 is no JSON'))).status).toBe(400);
      expect(stage.outcomes).toEqual(['unknown_type', 'unknown_type', 'unreadable']);
      const kept = await webhooks.waiting();
      expect(kept).toMatchObject([
        { state: 'unknown_type', eventType: 'subscription.renamed', payload: body },
        { state: 'unreadable', eventType: '' },
      ]);
      expect(await webhooks.replay()).toBe(0);
    });

    it('asks the platform at once about an order that a webhook reports as revoked', async () => {
      const iap = stage.fulfillment();
      await iap.grant({ orderId, userKey: USER });
      await stage.handler()(
        stage.request(stage.change('REVOKED', 2, { subscription: { current: state('REVOKED', false) } })),
      );
      expect(await stage.harness.items()).toHaveLength(1);
      stage.partner.say(orderId, { status: 'REFUNDED', sku: SKU });
      expect(await dueWorkOf(iap).take({ limit: 10, leaseMs: 1_000 })).toEqual([orderId]);
      await iap.refresh({ orderId });
      expect(await stage.harness.items()).toEqual([]);
    });

    it('never reports a subscription that should have been renewed by now as not owned', async () => {
      const iap = stage.fulfillment();
      await iap.grant({ orderId, userKey: USER });
      await stage.handler()(stage.request(stage.change('CREATED', 1)));
      expect((await iap.entitlements(USER)).ownershipOf(SKU)).toBe('owned');
      stage.clock.advance(60 * 86_400_000);
      expect((await iap.entitlements(USER)).ownershipOf(SKU)).toBe('unknown');
    });

    it('ends in the same state, in whatever order and however often events come', async () => {
      await stage.fulfillment().grant({ orderId, userKey: USER });
      const reasons = ['CREATED', 'RENEWED', 'ON_HOLD', 'RECOVERED', 'EXPIRED'];
      const events = reasons.map((reason, i) =>
        stage.change(reason, i, { subscription: { current: state(reason, i % 2 === 0) } }),
      );
      const arrivals = fc.array(fc.constantFrom(...events), { minLength: 1, maxLength: 8 });
      let round = 0;
      await fc.assert(
        fc.asyncProperty(arrivals, async (arrived) => {
          round += 1;
          const id = createOrderId();
          stage.partner.say(id, { sku: `${SKU}.${round}` }, USER);
          await stage.fulfillment().grant({ orderId: id, userKey: USER });
          stage.told.length = 0;
          const webhooks = stage.handler();
          for (const event of arrived)
            await webhooks(stage.request({ ...event, orderId: id, sku: `${SKU}.${round}` }));
          const newest = arrived.reduce((a, b) => (b.occurredAt > a.occurredAt ? b : a));
          const [entry] = (await stage.fulfillment().entitlements(USER)).items.filter(({ orderIds }) =>
            orderIds.some((each) => each === id),
          );
          expect(entry?.subscription?.status).toBe(newest.changeReason);
          const times = stage.told.map(({ occurredAt }) => occurredAt.getTime());
          expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
        }),
        { numRuns: 15 },
      );
    });
  });
}
