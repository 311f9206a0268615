import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerHarness } from './ledger-harness.js';
import { state, USER, WebhookStage } from './webhook-stage.js';

const ACTIVE = state('ACTIVE');
const HELD = state('ON_HOLD', false);
const EXPIRED = state('EXPIRED', false);
const until = (month: number) => ({
  ...ACTIVE,
  expiresAt: `2026-${String(month).padStart(2, '0')}-01T00:00:00Z`,
});

/** That changes end in the order in which they happened, whatever the ledger lives in. */
export function describeWebhookOrderContract<Tx>(name: string, open: () => Promise<LedgerHarness<Tx>>): void {
  describe(`the order of webhooks on ${name}`, () => {
    let stage: WebhookStage<Tx>;
    beforeEach(async () => {
      stage = new WebhookStage(await open());
      await stage.fulfillment().grant({ orderId: stage.orderId, userKey: USER });
    });
    afterEach(() => stage.harness.close());

    const step = (
      reason: string,
      minute: number,
      previous: typeof ACTIVE | null | undefined,
      current: typeof ACTIVE,
    ) => stage.change(reason, minute, { subscription: { previous, current } });
    const send = async (...events: readonly unknown[]) => {
      const webhooks = stage.handler();
      for (const event of events) expect((await webhooks(stage.request(event))).status).toBe(204);
    };
    const created = (current = ACTIVE) => step('CREATED', 0, undefined, current);
    const held = (minute = 5) => step('ON_HOLD', minute, ACTIVE, HELD);
    const recovered = (minute = 5) => step('RECOVERED', minute, HELD, ACTIVE);

    it('follows the states when two events of one second arrive in reverse', async () => {
      await send(created(), recovered(), held());
      expect(await stage.known()).toMatchObject({ status: 'ACTIVE', accessGranted: true });
      expect(stage.outcomes).toEqual(['applied', 'applied_after_gap', 'superseded']);
    });

    it('is the same for the same two events when the state before them was the other one', async () => {
      await send(created(HELD), held(), recovered());
      expect(await stage.known()).toMatchObject({ status: 'ON_HOLD', accessGranted: false });
      expect(stage.told.map(({ changeReason }) => changeReason)).toEqual(['CREATED', 'ON_HOLD']);
    });

    it('ends with access when nothing else decides, because paying users must not be locked out', async () => {
      await send(recovered(), held());
      expect(await stage.known()).toMatchObject({ status: 'ACTIVE', accessGranted: true });
    });

    it('follows the states in a chain of one second, in whatever order its events arrive', async () => {
      const chain = [
        step('RENEWED', 5, ACTIVE, until(3)),
        step('ENTERED_GRACE_PERIOD', 5, until(3), state('IN_GRACE_PERIOD')),
        step('ON_HOLD', 5, state('IN_GRACE_PERIOD'), HELD),
        step('RECOVERED', 5, HELD, until(4)),
        step('EXPIRED', 5, until(4), EXPIRED),
        step('RESTARTED', 5, EXPIRED, until(6)),
        step('PAUSED', 5, until(6), state('PAUSED', false)),
      ];
      const arrivals = fc.shuffledSubarray(chain, { minLength: chain.length });
      await fc.assert(
        fc.asyncProperty(arrivals, async (arrived) => {
          stage = await anotherOrder(stage);
          const about = { orderId: stage.orderId };
          await send(...[created(), ...arrived].map((event) => ({ ...event, ...about })));
          expect(await stage.known()).toMatchObject({ status: 'PAUSED', accessGranted: false });
        }),
        { numRuns: 10 },
      );
    });

    it('follows the states even if one event of a chain was lost', async () => {
      await send(created(), step('RECOVERED', 5, HELD, until(4)), step('RENEWED', 5, ACTIVE, until(3)));
      expect(await stage.known()).toMatchObject({ status: 'ACTIVE', expiresAt: until(4).expiresAt });
    });

    it.each([
      [
        'the creation',
        [
          ['RENEWED', until(3)],
          ['CREATED', ACTIVE],
        ],
        until(3),
      ],
      [
        'an end of access',
        [
          ['RENEWED', until(3)],
          ['ON_HOLD', HELD],
        ],
        until(3),
      ],
      [
        'everything but a refund',
        [
          ['REVOKED', state('REVOKED', false)],
          ['RENEWED', until(3)],
        ],
        state('REVOKED', false),
      ],
    ] as const)('without previous states begins with %s', async (_, events, end) => {
      await send(...events.map(([reason, current]) => step(reason, 5, null, current)));
      expect(await stage.known()).toMatchObject({ status: end.status, expiresAt: end.expiresAt });
    });

    it('is determined again when an earlier event comes last, and the newest event is reported again', async () => {
      await send(held(), recovered());
      expect(stage.outcomes).toEqual(['applied_after_gap', 'applied']);
      await send(created(HELD));
      expect(stage.outcomes.at(-1)).toBe('reordered');
      expect(await stage.known()).toMatchObject({ status: 'ON_HOLD' });
      expect(stage.told.at(-1)).toMatchObject({ changeReason: 'ON_HOLD', followsKnown: true });
    });

    it('does not depend on arrival, however many moments and repetitions there are', async () => {
      const events = fc.uniqueArray(
        fc.record({
          minute: fc.integer({ min: 1, max: 3 }),
          reason: fc.constantFrom('RENEWED', 'ON_HOLD', 'RECOVERED', 'EXPIRED', 'RESTARTED'),
          previous: fc.constantFrom(undefined, ACTIVE, HELD, EXPIRED),
          current: fc.constantFrom(ACTIVE, HELD, EXPIRED),
        }),
        { minLength: 2, maxLength: 5, selector: ({ minute, reason }) => `${minute} ${reason}` },
      );
      const twoArrivals = events.chain((each) => {
        const shuffled = fc.shuffledSubarray([...each, ...each], { minLength: each.length * 2 });
        return fc.tuple(shuffled, shuffled);
      });
      await fc.assert(
        fc.asyncProperty(twoArrivals, async (arrivals) => {
          const ends = [];
          for (const arrived of arrivals) {
            stage = await anotherOrder(stage);
            await send(
              ...arrived.map(({ minute, reason, previous, current }) =>
                step(reason, minute, previous, current),
              ),
            );
            ends.push(await stage.known());
          }
          expect(ends[0]).toBeDefined();
          expect(ends[0]).toEqual(ends[1]);
        }),
        { numRuns: 10 },
      );
    });

    it('is not blocked by an event that is dated in the far future', async () => {
      const farAway = { occurredAt: '9999-12-31T23:59:59Z' };
      await send(created(), { ...held(), ...farAway });
      expect(await stage.known()).toMatchObject({ status: 'ON_HOLD' });
      expect(stage.told.at(-1)?.occurredAt).toEqual(new Date(stage.clock.now()));
      await send(recovered(1));
      expect(await stage.known()).toMatchObject({ status: 'ACTIVE' });
      await send({ ...held(), ...farAway });
      expect(stage.outcomes.at(-1)).toBe('duplicate');
      expect(await stage.known()).toMatchObject({ status: 'ACTIVE' });
    });

    it('starts again after an event of the far future that came first', async () => {
      await send({ ...held(), occurredAt: '9999-12-31T23:59:59Z' });
      await send(step('RENEWED', -60, ACTIVE, until(3)));
      expect(await stage.known()).toMatchObject({ status: 'ACTIVE' });
    });

    it('reports an event once when it came in two spellings of its time', async () => {
      await send(created(), held());
      await send({ ...held(), occurredAt: '2026-01-01T09:05:00+09:00' });
      expect(stage.outcomes.at(-1)).toBe('duplicate');
      expect(stage.told).toHaveLength(2);
    });
  });
}

/** The same backend with another subscription of the same user. */
async function anotherOrder<Tx>(before: WebhookStage<Tx>): Promise<WebhookStage<Tx>> {
  const next = new WebhookStage(before.harness);
  await next.fulfillment().grant({ orderId: next.orderId, userKey: USER });
  return next;
}
