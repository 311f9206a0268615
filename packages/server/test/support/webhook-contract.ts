import { createOrderId } from '@ait-iap/protocol';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFulfillment } from '../../src/fulfillment/create-fulfillment.js';
import {
  createWebhookHandler,
  type WebhookHandlerOptions,
} from '../../src/webhooks/create-webhook-handler.js';
import type { SubscriptionChange } from '../../src/webhooks/subscription-change.js';
import type { LedgerHarness } from './ledger-harness.js';
import { ManualClock } from './manual-clock.js';
import { ScriptedPartner } from './scripted-partner.js';

const USER = 'user-1';
const SKU = 'premium.monthly';
const AUTHORIZATION = { scheme: 'Bearer', value: 'agreed' } as const;

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
const state = (status: string, accessGranted = true) => ({
  status,
  accessGranted,
  expiresAt: '2026-02-01T00:00:00Z',
  autoRenew: true,
});

/** What webhooks promise, whatever the ledger lives in. */
export function describeWebhookContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describe(`webhooks on ${name}`, () => {
    let harness: LedgerHarness<Tx>;
    let partner: ScriptedPartner;
    let clock: ManualClock;
    let orderId: string;
    let told: SubscriptionChange[];
    let outcomes: string[];
    let failing: boolean;

    beforeEach(async () => {
      harness = await open();
      partner = new ScriptedPartner();
      clock = new ManualClock();
      orderId = createOrderId();
      partner.say(orderId, { sku: SKU }, USER);
      told = [];
      outcomes = [];
      failing = false;
    });
    afterEach(() => harness.close());

    const fulfillment = () =>
      createFulfillment({
        partner,
        store: harness.store,
        clock,
        onGrant: harness.addItem,
        onRevoke: harness.removeItem,
      });
    const make = (overrides: Partial<WebhookHandlerOptions<Tx>> = {}) =>
      createWebhookHandler<Tx>({
        store: harness.store,
        authorization: AUTHORIZATION,
        clock,
        onSubscriptionChanged: (_tx, change) => {
          if (failing) throw new Error('no room');
          told.push(change);
        },
        onEvent: ({ outcome }) => outcomes.push(outcome),
        ...overrides,
      });
    const request = (body: unknown, headers: Record<string, string> = {}) =>
      new Request('https://partner.test/webhooks/subscription', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer agreed', ...headers },
        body: JSON.stringify(body),
      });
    const change = (changeReason: string, minute: number, overrides: Record<string, unknown> = {}) => ({
      eventType: 'subscription.status_changed',
      eventVersion: '1.0',
      occurredAt: at(minute),
      orderId,
      sku: SKU,
      changeReason,
      subscription: { current: state('ACTIVE') },
      ...overrides,
    });

    it('accepts the verification of the address', async () => {
      const event = { eventType: 'callback.registration_verification', occurredAt: at(0) };
      expect((await make()(request(event))).status).toBe(204);
      expect(outcomes).toEqual(['verified']);
    });

    it('tells a change once, with its user, however often it is sent', async () => {
      await fulfillment().grant({ orderId, userKey: USER });
      const webhooks = make();
      const created = change('CREATED', 1);
      for (const response of await Promise.all([webhooks(request(created)), webhooks(request(created))])) {
        expect(response.status).toBe(204);
      }
      await webhooks(request(created));
      expect(told).toHaveLength(1);
      expect(told[0]).toMatchObject({
        orderId,
        userKey: USER,
        sku: SKU,
        changeReason: 'CREATED',
        occurredAt: new Date(at(1)),
        followsKnown: true,
      });
    });

    it('lets the newest event win and does not tell a late one', async () => {
      await fulfillment().grant({ orderId, userKey: USER });
      const webhooks = make();
      await webhooks(request(change('EXPIRED', 5, { subscription: { current: state('EXPIRED', false) } })));
      await webhooks(request(change('RENEWED', 3)));
      expect(outcomes).toEqual(['applied', 'superseded']);
      expect((await fulfillment().entitlements(USER)).ownershipOf(SKU)).toBe('not_owned');
    });

    it('applies a change whose previous state was never seen, and says so', async () => {
      await fulfillment().grant({ orderId, userKey: USER });
      const webhooks = make();
      await webhooks(request(change('CREATED', 1)));
      const next = { previous: state('ON_HOLD', false), current: state('ACTIVE') };
      await webhooks(request(change('RECOVERED', 9, { subscription: next })));
      expect(outcomes).toEqual(['applied', 'applied_after_gap']);
      expect(told[1]?.followsKnown).toBe(false);
    });

    it('keeps an event for an order that is not known yet, and applies it once it is', async () => {
      const webhooks = make();
      expect((await webhooks(request(change('CREATED', 1)))).status).toBe(204);
      expect(await webhooks.pending()).toMatchObject([{ orderId, state: 'waiting' }]);
      expect(await webhooks.settle()).toBe(0);
      await fulfillment().grant({ orderId, userKey: USER });
      expect(await webhooks.settle()).toBe(1);
      expect(told).toHaveLength(1);
      expect(await webhooks.pending()).toEqual([]);
    });

    it('finds the user of an unknown order among those who were about to buy', async () => {
      const iap = fulfillment();
      await iap.createIntent({ userKey: 'somebody-else', sku: SKU });
      await iap.createIntent({ userKey: USER, sku: SKU });
      await make({ partner })(request(change('CREATED', 1)));
      expect(told).toMatchObject([{ userKey: USER }]);
      expect(await iap.claimDue({ limit: 10, leaseMs: 1_000 })).toEqual([orderId]);
      await iap.refresh({ orderId });
      expect(await harness.items()).toHaveLength(1);
    });

    it('keeps what onSubscriptionChanged could not take, and replays it', async () => {
      await fulfillment().grant({ orderId, userKey: USER });
      const webhooks = make();
      failing = true;
      expect((await webhooks(request(change('CREATED', 1)))).status).toBe(204);
      expect(outcomes).toEqual(['failed']);
      expect(await webhooks.pending()).toMatchObject([{ state: 'failed', attempts: 1, lastError: 'Error' }]);
      failing = false;
      expect(await webhooks.replay()).toBe(1);
      expect(told).toHaveLength(1);
      expect(await webhooks.replay()).toBe(0);
    });

    it('asks the platform at once about an order that a webhook calls revoked', async () => {
      const iap = fulfillment();
      await iap.grant({ orderId, userKey: USER });
      await make()(request(change('REVOKED', 2, { subscription: { current: state('REVOKED', false) } })));
      expect(await harness.items()).toHaveLength(1);
      partner.say(orderId, { status: 'REFUNDED', sku: SKU });
      expect(await iap.claimDue({ limit: 10, leaseMs: 1_000 })).toEqual([orderId]);
      await iap.refresh({ orderId });
      expect(await harness.items()).toEqual([]);
    });

    it('never reads a subscription that should have been renewed by now as not owned', async () => {
      const iap = fulfillment();
      await iap.grant({ orderId, userKey: USER });
      await make()(request(change('CREATED', 1)));
      expect((await iap.entitlements(USER)).ownershipOf(SKU)).toBe('owned');
      clock.advance(60 * 86_400_000);
      expect((await iap.entitlements(USER)).ownershipOf(SKU)).toBe('unknown');
    });

    it('ends in the same state in whatever order and how often events come', async () => {
      await fulfillment().grant({ orderId, userKey: USER });
      const reasons = ['CREATED', 'RENEWED', 'ON_HOLD', 'RECOVERED', 'EXPIRED'];
      const events = reasons.map((reason, i) =>
        change(reason, i, { subscription: { current: state(reason, i % 2 === 0) } }),
      );
      const arrivals = fc.array(fc.constantFrom(...events), { minLength: 1, maxLength: 8 });
      let round = 0;
      await fc.assert(
        fc.asyncProperty(arrivals, async (arrived) => {
          round += 1;
          const id = createOrderId();
          partner.say(id, { sku: `${SKU}.${round}` }, USER);
          await fulfillment().grant({ orderId: id, userKey: USER });
          told.length = 0;
          const webhooks = make();
          for (const event of arrived)
            await webhooks(request({ ...event, orderId: id, sku: `${SKU}.${round}` }));
          const newest = arrived.reduce((a, b) => (b.occurredAt > a.occurredAt ? b : a));
          const [entry] = (await fulfillment().entitlements(USER)).items.filter(({ orderIds }) =>
            orderIds.some((each) => each === id),
          );
          expect(entry?.subscription?.status).toBe(newest.changeReason);
          const times = told.map(({ occurredAt }) => occurredAt.getTime());
          expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
        }),
        { numRuns: 15 },
      );
    });
  });
}
