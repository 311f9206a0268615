import { createOrderId } from '@ait-iap/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PartnerHttpError } from '../../src/errors/partner-http-error.js';
import { PartnerResultError } from '../../src/errors/partner-result-error.js';
import { dueWorkOf } from '../../src/fulfillment/due-work.js';
import { createReconciler } from '../../src/reconciliation/create-reconciler.js';
import { type ContractWorld, OTHER, openWorld, USER } from './contract-world.js';
import type { LedgerHarness } from './ledger-harness.js';
import { ManualClock } from './manual-clock.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const POSTS_A_MINUTE = 68;
const BETWEEN_POSTS_MS = Math.floor(MINUTE / POSTS_A_MINUTE);

/** What order ids may cost that a signed-in user has made up. */
export function describeUnconfirmedIdsContract<Tx>(
  name: string,
  open: () => Promise<LedgerHarness<Tx>>,
): void {
  describe(`made-up ids on ${name}`, () => {
    let world: ContractWorld<Tx>;
    beforeEach(async () => {
      world = await openWorld(open);
    });
    afterEach(() => world.close());

    /** Reconciles for a time: once a minute for twelve minutes, then every three hours. */
    const reconcileFor = async (fulfillment: ReturnType<ContractWorld<Tx>['make']>, durationMs: number) => {
      const { clock } = world;
      // It pauses after a failure, which takes no time here.
      const reconciler = createReconciler({
        fulfillment,
        clock: { now: clock.now, sleep: async () => undefined },
        onError: () => undefined,
      });
      const startedAt = clock.now();
      while (clock.now() < startedAt + durationMs) {
        const step = clock.now() < startedAt + 12 * MINUTE ? MINUTE : 3 * HOUR;
        clock.advance(step);
        await reconciler.runOnce();
      }
    };

    it.each([
      ['NOT_FOUND', { status: 'NOT_FOUND' }],
      ['MINIAPP_MISMATCH', { status: 'MINIAPP_MISMATCH' }],
      ['ERROR', { status: 'ERROR' }],
      ['a business failure', new PartnerResultError({ resultType: 'FAIL', errorCode: '4004' })],
      ['a malformed field to the platform', new PartnerHttpError(400)],
    ])('asks at most ten times about an id that is %s, and then forgets it', async (_, answer) => {
      const { make, partner, orderId } = world;
      const fulfillment = make();
      partner.say(orderId, answer);
      await fulfillment.grant({ orderId, userKey: USER }).catch(() => undefined);
      partner.asked.length = 0;
      await reconcileFor(fulfillment, 30 * HOUR);
      expect(partner.asked.length).toBeGreaterThan(3);
      expect(partner.asked.length).toBeLessThanOrEqual(10);
      expect(await fulfillment.order(orderId)).toBeUndefined();
      expect(await fulfillment.timeline(orderId)).toEqual([]);
    });

    it.each(['ERROR', 'NOT_FOUND', 'SOMETHING_NEW', new Error('no answer')])(
      'grants an order by itself when it is paid later, even if another user named the id first (%s)',
      async (answer) => {
        const { make, partner, harness, clock, orderId } = world;
        const fulfillment = make();
        const strangers = ['stranger-1', 'stranger-2'];
        await fulfillment.grant({ orderId, userKey: strangers[0] ?? '' });
        partner.say(orderId, answer instanceof Error ? answer : { status: answer }, USER);
        await fulfillment.grant({ orderId, userKey: USER }).catch(() => undefined);
        partner.say(orderId, {}, USER);
        await fulfillment.grant({ orderId, userKey: strangers[1] ?? '' });
        await reconcileFor(fulfillment, HOUR);
        expect(await harness.items()).toEqual([{ orderId, userKey: USER, sku: 'coins.100' }]);
        expect(clock.sleeping).toBe(0);
      },
    );

    it('does not forget a request because a clock is ahead for a moment', async () => {
      const { make, partner, harness, clock, orderId } = world;
      const fulfillment = make();
      await fulfillment.grant({ orderId, userKey: 'stranger' });
      partner.say(orderId, { status: 'NOT_FOUND' }, USER);
      await fulfillment.grant({ orderId, userKey: USER });
      const ahead = new ManualClock();
      ahead.advance(clock.now() - ahead.now() + 30 * 24 * HOUR);
      await dueWorkOf(make({ clock: ahead })).take({ limit: 0, leaseMs: 1_000 });
      partner.say(orderId, {}, USER);
      await reconcileFor(fulfillment, HOUR);
      expect(await harness.items()).toEqual([{ orderId, userKey: USER, sku: 'coins.100' }]);
    });

    it('keeps an imported id, however often the platform does not know it', async () => {
      const { make, partner, orderId } = world;
      const fulfillment = make();
      partner.say(orderId, { status: 'NOT_FOUND' });
      await fulfillment.importOrders([{ orderId, userKey: USER }]);
      await reconcileFor(fulfillment, 30 * HOUR);
      expect(await fulfillment.order(orderId)).toMatchObject({ status: 'NOT_FOUND' });
    });

    it('does not ask for a user with twenty open ids, and says so, while others are granted', async () => {
      const { make, partner, harness, clock, orderId } = world;
      const fulfillment = make();
      partner.say(orderId, {}, OTHER);
      const reasons: string[] = [];
      for (let post = 0; post < 3 * POSTS_A_MINUTE; post += 1) {
        clock.advance(BETWEEN_POSTS_MS);
        const result = await fulfillment.grant({ orderId: createOrderId(), userKey: USER });
        if (result.outcome === 'pending') reasons.push(result.reason);
      }
      expect(reasons.filter((reason) => reason === 'NOT_FOUND')).toHaveLength(20);
      expect(reasons.filter((reason) => reason === 'TOO_MANY_UNCONFIRMED')).toHaveLength(184);
      expect(partner.asked).toHaveLength(20);
      expect(await fulfillment.orders(USER)).toHaveLength(20);
      expect((await fulfillment.grant({ orderId, userKey: OTHER })).outcome).toBe('granted');
      expect(await harness.items()).toHaveLength(1);
      clock.advance(2 * DAY);
      await reconcileFor(fulfillment, 2 * HOUR);
      const own = createOrderId();
      partner.say(own, {}, USER);
      expect((await fulfillment.grant({ orderId: own, userKey: USER })).outcome).toBe('granted');
    });

    it('asks once about each of many ids that are posted at the same moment, and about none of the next ones', async () => {
      const { make, partner } = world;
      const fulfillment = make();
      const postMany = () =>
        Promise.all(
          Array.from({ length: POSTS_A_MINUTE }, () =>
            fulfillment.grant({ orderId: createOrderId(), userKey: USER }),
          ),
        );
      await postMany();
      // How many of them are read before the twentieth is written is the database's to say.
      const asked = partner.asked.length;
      expect(asked).toBeGreaterThanOrEqual(20);
      expect(asked).toBeLessThanOrEqual(POSTS_A_MINUTE);
      await postMany();
      expect(partner.asked).toHaveLength(asked);
      // Transactions that run at the same moment do not see one another's rows.
      expect((await fulfillment.orders(USER)).length).toBeLessThan(40);
    });

    it('notes no flood of ids whose caller leaves before they are looked up, and writes nothing for most', async () => {
      const { make, harness } = world;
      const { store } = harness;
      let open = 0;
      let most = 0;
      let writes = 0;
      const counting: typeof store = {
        transaction: async (work, limits) => {
          open += 1;
          most = Math.max(most, open);
          const counted: typeof work = (ledger) =>
            work({
              ...ledger,
              query: (query) => {
                if (!query.sql.startsWith('select')) writes += 1;
                return ledger.query(query);
              },
            });
          return store.transaction(counted, limits).finally(() => {
            open -= 1;
          });
        },
        read: (work, limits) => store.read(work, limits),
        migrate: () => store.migrate(),
        health: () => store.health(),
        close: () => store.close(),
      };
      const fulfillment = make({}, counting);
      const leave = () =>
        fulfillment
          .grant({ orderId: createOrderId(), userKey: USER, signal: AbortSignal.abort() })
          .catch(() => undefined);
      await Promise.all(Array.from({ length: 500 }, leave));
      await expect.poll(() => open).toBe(0);
      expect(most).toBeLessThanOrEqual(200);
      writes = 0;
      await Promise.all(Array.from({ length: 100 }, leave));
      await expect.poll(() => open).toBe(0);
      expect(writes).toBe(0);
      expect((await fulfillment.orders(USER)).length).toBeLessThan(40);
    });

    it('grants a hundred paid orders of one user at the same moment', async () => {
      const { make, partner, harness } = world;
      const fulfillment = make();
      const orders = Array.from({ length: 100 }, () => createOrderId());
      for (const orderId of orders) partner.say(orderId, {}, USER);
      const results = await Promise.all(
        orders.map((orderId) => fulfillment.grant({ orderId, userKey: USER })),
      );
      expect(results.filter(({ outcome }) => outcome === 'granted')).toHaveLength(100);
      expect(await harness.items()).toHaveLength(100);
    });

    it('rarely asks about one id that is posted again and again', async () => {
      const { make, partner, clock } = world;
      const fulfillment = make();
      const madeUp = createOrderId();
      for (let post = 0; post < 10 * POSTS_A_MINUTE; post += 1) {
        clock.advance(BETWEEN_POSTS_MS);
        await fulfillment.grant({ orderId: madeUp, userKey: USER });
      }
      expect(partner.asked.length).toBeLessThanOrEqual(10 + 10 / 5);
    });

    it('still grants an order that the platform knew, for a user with many made-up ids', async () => {
      const { make, partner, orderId } = world;
      const fulfillment = make();
      partner.say(orderId, { status: 'ORDER_IN_PROGRESS' }, USER);
      await fulfillment.grant({ orderId, userKey: USER });
      for (let post = 0; post < 40; post += 1) {
        await fulfillment.grant({ orderId: createOrderId(), userKey: USER });
      }
      partner.say(orderId, {}, USER);
      expect((await fulfillment.grant({ orderId, userKey: USER })).outcome).toBe('granted');
    });

    it('hands out refund checks before made-up ids, which are at most a tenth of a batch', async () => {
      const { make, partner, clock } = world;
      const fulfillment = make();
      const granted = Array.from({ length: 30 }, () => createOrderId());
      for (const orderId of granted) {
        partner.say(orderId, {}, USER);
        await fulfillment.grant({ orderId, userKey: USER });
      }
      const users = Array.from({ length: 5 }, (_, index) => `stranger-${index}`);
      for (let post = 0; post < 50; post += 1) {
        await fulfillment.grant({ orderId: createOrderId(), userKey: users[post % 5] ?? '' });
      }
      clock.advance(2 * HOUR);
      const batch = await dueWorkOf(fulfillment).take({ limit: 20, leaseMs: HOUR });
      expect(batch).toHaveLength(20);
      expect(batch.slice(0, 18).every((orderId) => granted.some((each) => each === orderId))).toBe(true);
      const rest: string[] = [...batch];
      for (let more = 0; more < 30; more += 1) {
        rest.push(...(await dueWorkOf(fulfillment).take({ limit: 20, leaseMs: HOUR })));
      }
      expect(new Set(rest).size).toBe(80);
    });
  });
}
