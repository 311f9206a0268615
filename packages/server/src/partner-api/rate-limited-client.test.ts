import { describe, expect, test } from 'vitest';
import { failOf, scriptedFetch, successOf } from '../../test/local-partner/scripted-fetch.js';
import { ManualClock } from '../../test/support/manual-clock.js';
import { memoryRateBudget } from '../rate-budget/memory-rate-budget.js';
import { createPartnerClient } from './create-partner-client.js';

const QUESTION = { orderId: '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0', userKey: '443731104' };

describe('a client with a budget', () => {
  test('fails an interactive call whose turn would come too late, and sends nothing', async () => {
    const clock = new ManualClock();
    const { fetch, requests } = scriptedFetch(() => successOf(QUESTION.orderId));
    const partner = createPartnerClient({ fetch, clock, rateLimit: { perMinute: 1 } });
    await partner.getOrderStatus(QUESTION);
    const failing = expect(partner.getOrderStatus(QUESTION)).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      limitedBy: 'budget',
      retryAfterMs: 60_001 - 15_000,
    });
    await clock.run(20_000);
    await failing;
    expect(requests).toHaveLength(1);
  });

  test('spends nothing on a call that is aborted before it begins', async () => {
    const clock = new ManualClock();
    const { fetch } = scriptedFetch(() => successOf(QUESTION.orderId));
    const partner = createPartnerClient({ fetch, clock, rateLimit: { perMinute: 1 } });
    for (const over of [{ deadline: clock.now() }, { signal: AbortSignal.abort() }]) {
      await expect(partner.getOrderStatus({ ...QUESTION, ...over })).rejects.toThrow();
    }
    await expect(partner.getOrderStatus(QUESTION)).resolves.toMatchObject({ status: 'PURCHASED' });
  });

  test('spreads background calls over time, unless the budget is switched off', async () => {
    const sentAtOnce = async (rateLimit?: false) => {
      const clock = new ManualClock();
      const { fetch, requests } = scriptedFetch(() => successOf(QUESTION.orderId));
      const partner = createPartnerClient({ fetch, clock, rateLimit });
      const calls = Array.from({ length: 60 }, () =>
        partner.getOrderStatus({ ...QUESTION, lane: 'background' }),
      );
      await clock.run(0);
      const atOnce = requests.length;
      await clock.run(1_000);
      await Promise.all(calls);
      return atOnce;
    };
    expect(await sentAtOnce()).toBe(50);
    expect(await sentAtOnce(false)).toBe(60);
  });

  test.each([
    [429, '7', 7_000],
    [503, '7', 7_000],
    [429, '0', 0],
    [429, '999999999', 300_000],
    [429, undefined, 1_000],
    [429, '', 1_000],
    [429, '-5', 1_000],
    [429, 'soon', 1_000],
    [429, 'Wed, 21 Oct 2015 07:28:00 GMT', 1_000],
    [503, 'soon', 0],
    [500, '7', 0],
  ])(
    'stops the background after HTTP %i with Retry-After %j for %i ms',
    async (status, retryAfter, pauseMs) => {
      const clock = new ManualClock();
      const rateLimit = memoryRateBudget({ clock });
      const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
      const { fetch } = scriptedFetch(() => new Response('busy', { status, headers }));
      const partner = createPartnerClient({ fetch, clock, rateLimit, retries: 0 });
      const failure = await partner.getOrderStatus(QUESTION).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: 'HTTP_ERROR', httpStatus: status, retryable: true });
      expect(rateLimit.expectedWaitMs('background')).toBe(pauseMs);
      expect(rateLimit.expectedWaitMs('interactive')).toBe(0);
    },
  );

  test('shares one budget with another client of the same mini-app', async () => {
    const clock = new ManualClock();
    const rateLimit = memoryRateBudget({ clock, perMinute: 1 });
    const { fetch, requests } = scriptedFetch(() => successOf(QUESTION.orderId));
    const [one, two] = [1, 2].map(() => createPartnerClient({ fetch, clock, rateLimit }));
    await one?.getOrderStatus(QUESTION);
    await one?.close();
    const second = two?.getOrderStatus({ ...QUESTION, lane: 'background' });
    await clock.run(59_000);
    expect(requests).toHaveLength(1);
    await clock.run(2_000);
    expect(await second).toMatchObject({ status: 'PURCHASED' });
  });

  test('a 4095 stops the background lane of all clients, while interactive calls go on', async () => {
    const clock = new ManualClock();
    const startedAt = clock.now();
    const answeredAt: number[] = [];
    const { fetch, requests } = scriptedFetch((_, index) =>
      index === 0 ? failOf('4095', { data: { retryAfterSeconds: 30 } }) : successOf(QUESTION.orderId),
    );
    const partner = createPartnerClient({ fetch, clock, random: () => 0 });
    const background = Array.from({ length: 5 }, async () => {
      if (requests.length === 0) await partner.getOrderStatus({ ...QUESTION, lane: 'background' });
      answeredAt.push(clock.now() - startedAt);
    });
    await clock.run(10);
    const late = partner
      .getOrderStatus({ ...QUESTION, lane: 'background' })
      .then(() => clock.now() - startedAt);
    expect(await partner.getOrderStatus(QUESTION)).toMatchObject({ status: 'PURCHASED' });
    await clock.run(29_000);
    await clock.run(5_000);
    await Promise.all(background);
    expect(await late).toBe(30_000);
    expect(Math.max(...answeredAt)).toBe(30_000);
  });
});
