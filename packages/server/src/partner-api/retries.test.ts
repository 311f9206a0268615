import { describe, expect, test } from 'vitest';
import {
  failOf,
  hang,
  type Step,
  scriptedFetch,
  successOf,
} from '../../test/local-partner/scripted-fetch.js';
import { ManualClock } from '../../test/support/manual-clock.js';
import type { CallOptions } from './call-options.js';
import { createPartnerClient } from './create-partner-client.js';
import type { PartnerClientSettings } from './partner-client-options.js';
import { retryDelay } from './retry-delay.js';

const ORDER = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';
const USER = '443731104';

function ask(step: Step, settings: PartnerClientSettings = {}, options: CallOptions = {}) {
  const clock = new ManualClock();
  const startedAt = clock.now();
  const { fetch, requests } = scriptedFetch(step);
  const partner = createPartnerClient({ fetch, clock, random: () => 1, ...settings });
  let outcome: unknown;
  let endedAfter: number | undefined;
  const settled = partner.getOrderStatus({ orderId: ORDER, userKey: USER, ...options }).then(
    (result) => {
      outcome = result;
      endedAfter = clock.now() - startedAt;
    },
    (error: unknown) => {
      outcome = error;
      endedAfter = clock.now() - startedAt;
    },
  );
  return {
    clock,
    requests,
    startedAt,
    async after(milliseconds: number) {
      await clock.run(milliseconds);
      return { outcome, endedAfter };
    },
    settled,
  };
}

const unavailable = () => new Response('', { status: 503 });

describe('a temporary failure is tried again', () => {
  test('until there is an answer, each wait up to twice as long as the one before', async () => {
    const times: number[] = [];
    const call = ask((_, index) => {
      times.push(call.clock.now() - call.startedAt);
      return index < 3 ? unavailable() : successOf(ORDER);
    });
    const { outcome } = await call.after(10_000);
    expect(outcome).toMatchObject({ status: 'PURCHASED' });
    expect(times).toEqual([0, 200, 600, 1400]);
  });

  test('not more often than `retries` says, and then the last failure is thrown', async () => {
    const call = ask(unavailable, { retries: 2 });
    const { outcome } = await call.after(10_000);
    expect(outcome).toMatchObject({ code: 'HTTP_ERROR', httpStatus: 503 });
    expect(call.requests).toHaveLength(3);
  });

  test('but not a permanent failure', async () => {
    const call = ask(() => failOf('4001'));
    const { outcome, endedAfter } = await call.after(10_000);
    expect(outcome).toMatchObject({ code: 'RESULT_NOT_SUCCESS' });
    expect([call.requests.length, endedAfter]).toEqual([1, 0]);
  });

  test('after an attempt that hangs, which ends at its own time limit', async () => {
    const call = ask((_, index) => (index === 0 ? hang() : successOf(ORDER)), { attemptTimeoutMs: 2_000 });
    const { outcome, endedAfter } = await call.after(10_000);
    expect(outcome).toMatchObject({ status: 'PURCHASED' });
    expect(endedAfter).toBe(2_200);
  });
});

describe('everything ends before the deadline', () => {
  test('when every attempt hangs, at the total time limit', async () => {
    const call = ask(() => hang(), { timeoutMs: 12_000, attemptTimeoutMs: 5_000 });
    const { outcome, endedAfter } = await call.after(60_000);
    expect(outcome).toMatchObject({ code: 'TIMED_OUT', retryable: true });
    expect(endedAfter).toBe(12_000);
    expect(call.requests).toHaveLength(3);
    expect(call.clock.sleeping).toBe(0);
  });

  test('a wait that would end after it is not started', async () => {
    const clockStart = new ManualClock().now();
    const call = ask(unavailable, {}, { deadline: clockStart + 500 });
    const { outcome, endedAfter } = await call.after(60_000);
    expect(outcome).toMatchObject({ httpStatus: 503 });
    expect(endedAfter).toBe(200);
  });

  test('nothing is sent when the deadline has passed', async () => {
    const call = ask(() => successOf(ORDER), {}, { deadline: new ManualClock().now() - 1 });
    const { outcome } = await call.after(0);
    expect(outcome).toMatchObject({ code: 'TIMED_OUT', afterMs: 0 });
    expect(call.requests).toHaveLength(0);
  });

  test('a deadline that is later than the default limit counts', async () => {
    const call = ask(() => hang(), { retries: 10 }, { deadline: new ManualClock().now() + 60_000 });
    const { endedAfter } = await call.after(120_000);
    expect(endedAfter).toBeGreaterThan(40_000);
    expect(endedAfter).toBeLessThanOrEqual(60_000);
  });

  test('no timer is left after an answer', async () => {
    const call = ask(() => successOf(ORDER));
    await call.after(0);
    expect(call.clock.sleeping).toBe(0);
  });
});

describe('an aborted signal', () => {
  test('ends the wait before a retry at once', async () => {
    const controller = new AbortController();
    const call = ask(unavailable, {}, { signal: controller.signal });
    await call.after(100);
    controller.abort(new Error('enough'));
    const { outcome, endedAfter } = await call.after(0);
    expect(outcome).toMatchObject({ code: 'ABORTED', cause: expect.objectContaining({ message: 'enough' }) });
    expect(endedAfter).toBe(100);
    expect(call.requests).toHaveLength(1);
  });

  test('that was aborted before the call sends nothing', async () => {
    const call = ask(() => successOf(ORDER), {}, { signal: AbortSignal.abort('gone') });
    const { outcome } = await call.after(0);
    expect(outcome).toMatchObject({ code: 'ABORTED', cause: 'gone' });
    expect(call.requests).toHaveLength(0);
  });

  test('that is used for many calls keeps no listeners', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: unknown[]) => {
      listeners += 1;
      addEventListener.apply(signal, args as never);
    };
    signal.removeEventListener = (...args: unknown[]) => {
      listeners -= 1;
      removeEventListener.apply(signal, args as never);
    };
    const { fetch } = scriptedFetch(() => successOf(ORDER));
    const partner = createPartnerClient({ fetch });
    await Promise.all([1, 2, 3].map(() => partner.getOrderStatus({ orderId: ORDER, userKey: USER, signal })));
    expect(listeners).toBe(0);
  });
});

describe('4095', () => {
  test('is waited out by an interactive call that has enough time', async () => {
    const call = ask((_, index) =>
      index === 0 ? failOf('4095', { data: { retryAfterSeconds: 3 } }) : successOf(ORDER),
    );
    const { outcome, endedAfter } = await call.after(10_000);
    expect(outcome).toMatchObject({ status: 'PURCHASED' });
    expect(endedAfter).toBe(3_200);
  });

  test('fails an interactive call at once that has not', async () => {
    const call = ask(() => failOf('4095', { data: { retryAfterSeconds: 60 } }));
    const { outcome, endedAfter } = await call.after(0);
    expect(outcome).toMatchObject({ code: 'RATE_LIMITED', limitedBy: 'platform', retryAfterMs: 60_000 });
    expect(endedAfter).toBe(0);
  });

  test('is waited out by a background call without a deadline, however long that takes', async () => {
    const call = ask(
      (_, index) => (index === 0 ? failOf('4095', { data: { retryAfterSeconds: 300 } }) : successOf(ORDER)),
      {},
      { lane: 'background' },
    );
    expect((await call.after(299_000)).outcome).toBeUndefined();
    expect((await call.after(2_000)).outcome).toMatchObject({ status: 'PURCHASED' });
  });
});

test('the wait before a retry is random, from zero to its maximum', () => {
  const error = Object.assign(new Error('x'), {
    [Symbol.for('ait-iap.server.error')]: true,
    retryable: true,
  });
  const waits = [0, 0.25, 1].map((chance) => retryDelay(error, 2, () => chance));
  expect(waits).toEqual([0, 100, 400]);
  expect(retryDelay(error, 20, () => 1)).toBe(4_000);
  expect(retryDelay(new Error('not ours'), 1, () => 1)).toBeUndefined();
});
