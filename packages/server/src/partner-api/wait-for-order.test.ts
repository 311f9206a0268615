import { describe, expect, test } from 'vitest';
import { rejection } from '../../test/local-partner/error-texts.js';
import {
  failOf,
  hang,
  type Step,
  scriptedFetch,
  successOf,
} from '../../test/local-partner/scripted-fetch.js';
import { ManualClock } from '../../test/support/manual-clock.js';
import { createPartnerClient } from './create-partner-client.js';
import type { WaitForOrderRequest } from './partner-client.js';
import { waitDelay } from './wait-delay.js';

const ORDER = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';

function wait(
  step: (elapsedMs: number, ...rest: Parameters<Step>) => ReturnType<Step>,
  options: object = {},
) {
  const clock = new ManualClock();
  const startedAt = clock.now();
  const times: number[] = [];
  const { fetch } = scriptedFetch((request, index) => {
    times.push(clock.now() - startedAt);
    return step(clock.now() - startedAt, request, index);
  });
  const partner = createPartnerClient({ fetch, clock, random: () => 0 });
  const request: WaitForOrderRequest = { orderId: ORDER, userKey: '443731104', ...options };
  const outcome = partner.waitForOrder(request).then(
    (result) => ({ result, error: undefined, endedAfter: clock.now() - startedAt }),
    (error: unknown) => ({ result: undefined, error, endedAfter: clock.now() - startedAt }),
  );
  return { clock, times, outcome, startedAt };
}

const status = (word: string) => successOf(ORDER, { status: word });

describe('waiting for an order', () => {
  test('ends with the first answer that can be granted', async () => {
    const call = wait((elapsed) => status(elapsed < 1_000 ? 'ORDER_IN_PROGRESS' : 'PAYMENT_COMPLETED'));
    await call.clock.run(30_000);
    expect(await call.outcome).toMatchObject({ result: { status: 'PAYMENT_COMPLETED' }, endedAfter: 1_200 });
    expect(call.times).toEqual([0, 300, 600, 900, 1_200]);
  });

  test('continues through NOT_FOUND right after a checkout', async () => {
    const call = wait((elapsed) => status(elapsed < 4_000 ? 'NOT_FOUND' : 'PURCHASED'));
    await call.clock.run(30_000);
    expect(await call.outcome).toMatchObject({ result: { status: 'PURCHASED' }, endedAfter: 4_000 });
  });

  test('continues through FAILED, which the platform answers for a paid order until its grant is confirmed', async () => {
    const call = wait((elapsed) => status(elapsed < 2_000 ? 'FAILED' : 'PAYMENT_COMPLETED'));
    await call.clock.run(30_000);
    expect(await call.outcome).toMatchObject({ result: { status: 'PAYMENT_COMPLETED' } });
  });

  test('answers NOT_FOUND when that does not change', async () => {
    const call = wait(() => status('NOT_FOUND'));
    await call.clock.run(30_000);
    const { result, endedAfter } = await call.outcome;
    expect(result).toMatchObject({ status: 'NOT_FOUND', isGrantable: false });
    expect(endedAfter).toBeGreaterThanOrEqual(10_000);
    expect(endedAfter).toBeLessThan(12_500);
  });

  test.each(['REFUNDED', 'MINIAPP_MISMATCH'])('ends at once with %s, which is final', async (word) => {
    const call = wait(() => status(word));
    await call.clock.run(0);
    expect(await call.outcome).toMatchObject({ result: { status: word, isFinal: true }, endedAfter: 0 });
  });

  test.each(['ORDER_IN_PROGRESS', 'ERROR', 'FAILED', 'SOMETHING_NEW'])(
    'gives the last answer at the deadline while it is %s, never granted',
    async (word) => {
      const call = wait(() => status(word));
      await call.clock.run(60_000);
      const { result, endedAfter } = await call.outcome;
      expect(result).toMatchObject({ status: word, isGrantable: false });
      expect(endedAfter).toBeLessThanOrEqual(25_000);
      expect(call.clock.sleeping).toBe(0);
    },
  );

  test('asks often at first and then less often', async () => {
    const call = wait(() => status('ORDER_IN_PROGRESS'), {
      deadline: new ManualClock().now() + 300_000,
    });
    await call.clock.run(300_000);
    await call.outcome;
    const gaps = call.times.slice(1).map((time, index) => time - (call.times[index] as number));
    expect(gaps).toEqual([...gaps].sort((a, b) => a - b));
    expect([gaps[0], gaps.at(-1)]).toEqual([300, 15_000]);
    expect(call.times.filter((time) => time < 25_000).length).toBeLessThan(30);
  });

  test('continues after a temporary failure', async () => {
    const call = wait((elapsed) =>
      elapsed < 3_000 ? new Response('', { status: 502 }) : status('PURCHASED'),
    );
    await call.clock.run(30_000);
    expect(await call.outcome).toMatchObject({ result: { status: 'PURCHASED' } });
  });

  test('gives the last answer when only failures follow it', async () => {
    const call = wait((elapsed) =>
      elapsed < 2_000 ? status('ORDER_IN_PROGRESS') : new Response('', { status: 502 }),
    );
    await call.clock.run(60_000);
    expect(await call.outcome).toMatchObject({ result: { status: 'ORDER_IN_PROGRESS' } });
  });

  test('fails when no answer ever came', async () => {
    const call = wait(() => hang());
    await call.clock.run(60_000);
    const { error, endedAfter } = await call.outcome;
    expect(error).toMatchObject({ code: 'TIMED_OUT', retryable: true });
    expect(endedAfter).toBeLessThanOrEqual(25_000);
  });

  test('fails at once with a permanent failure', async () => {
    const call = wait(() => failOf('4001'));
    await call.clock.run(0);
    expect(await call.outcome).toMatchObject({ error: { code: 'RESULT_NOT_SUCCESS' }, endedAfter: 0 });
  });

  test('can be aborted between two questions', async () => {
    const controller = new AbortController();
    const call = wait(() => status('ORDER_IN_PROGRESS'), { signal: controller.signal });
    await call.clock.run(100);
    controller.abort();
    expect(await call.outcome).toMatchObject({ error: { code: 'ABORTED' }, endedAfter: 100 });
  });

  test('refuses a malformed order id before it asks', async () => {
    const { fetch, requests } = scriptedFetch(() => status('PURCHASED'));
    const partner = createPartnerClient({ fetch });
    const error = await rejection(partner.waitForOrder({ orderId: 'x', userKey: '1' }));
    expect(error).toMatchObject({ field: 'orderId' });
    expect(requests).toHaveLength(0);
  });
});

test('up to a fifth of a wait is random', () => {
  expect([0, 0.5, 1].map((chance) => waitDelay(0, () => chance))).toEqual([300, 270, 240]);
});
