import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dueWorkOf } from '../../src/fulfillment/due-work.js';
import type { LedgerHarness } from './ledger-harness.js';
import { at, SKU, state, USER, WebhookStage } from './webhook-stage.js';

const ACTIVE = state('ACTIVE');
const HELD = state('ON_HOLD', false);
const REVOKED = state('REVOKED', false);
const LONGER = { ...ACTIVE, expiresAt: '2026-03-01T00:00:00Z' };

/** That an event is never lost because another one has its key and says something else, whatever the ledger lives in. */
export function describeContraryWebhookContract<Tx>(
  name: string,
  open: () => Promise<LedgerHarness<Tx>>,
): void {
  describe(`two webhooks of one key on ${name}`, () => {
    let stage: WebhookStage<Tx>;
    beforeEach(async () => {
      stage = new WebhookStage(await open());
    });
    afterEach(() => stage.harness.close());

    const grant = () => stage.fulfillment().grant({ orderId: stage.orderId, userKey: USER });
    const renewed = (current: typeof ACTIVE, more: object = {}) =>
      stage.change('RENEWED', 5, { subscription: { previous: null, current }, ...more });
    const send = async (...events: readonly unknown[]) => {
      const webhooks = stage.handler();
      for (const event of events) expect((await webhooks(stage.request(event))).status).toBe(204);
    };
    const due = () => dueWorkOf(stage.fulfillment()).take({ limit: 10, leaseMs: 1_000 });

    it('are both kept when they name other states, and the order is checked at once', async () => {
      await grant();
      await send(renewed(LONGER), renewed(REVOKED));
      expect(stage.reports).toMatchObject([{ outcome: 'applied' }, { contrary: true }]);
      expect(stage.reports[1]?.outcome).not.toBe('duplicate');
      expect(stage.reports[0]).not.toHaveProperty('contrary');
      expect(await due()).toEqual([stage.orderId]);
    });

    it('take the product back when the platform confirms the refund that only the second one names', async () => {
      await grant();
      await send(renewed(LONGER), renewed(REVOKED));
      stage.partner.say(stage.orderId, { status: 'REFUNDED', sku: SKU });
      for (const orderId of await due()) await stage.fulfillment().refresh({ orderId });
      expect(await stage.harness.items()).toEqual([]);
    });

    it('are each reported at most once, however often they are sent again', async () => {
      await grant();
      const both = [renewed(HELD), renewed(LONGER)];
      await send(...both);
      const told = stage.told.length;
      await send(...both, renewed(LONGER, { trace: 'again' }), ...both.reverse());
      expect(stage.told).toHaveLength(told);
      expect(stage.outcomes.slice(2)).toEqual(Array(5).fill('duplicate'));
    });

    it('are one when only their spelling differs', async () => {
      await grant();
      const spelled = { ...LONGER, expiresAt: '2026-03-01T09:00:00+09:00' };
      await send(renewed(LONGER), renewed(spelled, { eventVersion: '1.1', sku: undefined }));
      expect(stage.outcomes).toEqual(['applied', 'duplicate']);
      expect(stage.reports[1]).not.toHaveProperty('contrary');
    });

    it('end in one state in whatever order they come, with access when nothing else decides', async () => {
      const states = [HELD, ACTIVE, LONGER, state('PAUSED', false)];
      const arrivals = fc.shuffledSubarray([...states, ...states], { minLength: 8 });
      await fc.assert(
        fc.asyncProperty(arrivals, async (arrived) => {
          stage = new WebhookStage(stage.harness);
          await grant();
          await send(...arrived.map((current) => renewed(current)));
          expect(await stage.known()).toMatchObject({ status: 'ACTIVE', expiresAt: LONGER.expiresAt });
        }),
        { numRuns: 10 },
      );
    });

    it('both wait for the user of their order, and are both shown', async () => {
      await send(renewed(LONGER), renewed(REVOKED));
      const webhooks = stage.handler();
      const waiting = await webhooks.waiting();
      expect(waiting.map(({ eventType }) => eventType)).toEqual(Array(2).fill('subscription.status_changed'));
      expect(waiting.map((event) => 'variant' in event)).toEqual([false, true]);
      await grant();
      expect(await webhooks.applyWaiting()).toBe(2);
      expect(await webhooks.waiting()).toEqual([]);
      expect(await due()).toEqual([stage.orderId]);
    });

    it('have one moment, also in the far future', async () => {
      await grant();
      const farAway = { occurredAt: '9999-12-31T23:59:59Z' };
      await send(renewed(HELD, farAway), renewed(LONGER, farAway), renewed(HELD, farAway));
      expect(await stage.known()).toMatchObject({ status: 'ACTIVE' });
      expect(stage.outcomes.at(-1)).toBe('duplicate');
      await send(stage.change('ON_HOLD', 6, { subscription: { previous: LONGER, current: HELD } }));
      expect(await stage.known()).toMatchObject({ status: 'ON_HOLD', occurredAtMs: Date.parse(at(6)) });
    });

    it('that come at the same moment are both kept, and reported in order', async () => {
      await grant();
      const webhooks = stage.handler();
      const events = [HELD, LONGER, HELD, LONGER].map((current) => stage.request(renewed(current)));
      for (const { status } of await Promise.all(events.map(webhooks))) expect(status).toBe(204);
      expect(await stage.known()).toMatchObject({ status: 'ACTIVE' });
      expect(stage.outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(2);
    });
  });
}
