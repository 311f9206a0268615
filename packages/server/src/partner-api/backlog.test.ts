import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Counting, countingPlatform } from '../../test/local-partner/counting-platform.js';
import { scriptedFetch } from '../../test/local-partner/scripted-fetch.js';
import { ManualClock } from '../../test/support/manual-clock.js';
import { memoryRateBudget } from '../rate-budget/memory-rate-budget.js';
import { SharedRateBudget } from '../rate-budget/shared-rate-budget.js';
import { createPartnerClient } from './create-partner-client.js';

const QUESTION = { orderId: '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0', userKey: '443731104' };

/** Any way in which a platform may count its minutes. */
const countings: fc.Arbitrary<Counting> = fc.oneof(
  fc.constant({ kind: 'sliding' } as const),
  fc.record({ kind: fc.constant('fixed' as const), phase: fc.integer({ min: 0, max: 59_999 }) }),
);

/** A counter in memory, as several machines would share one in a database. */
function sharedCounter() {
  const spent = new Map<number, number>();
  return {
    async spend(window: number, count: number) {
      spent.set(window, (spent.get(window) ?? 0) + count);
      return spent.get(window) as number;
    },
    pausedUntil: async () => 0,
    pauseUntil: async () => {},
  };
}

async function workOff(
  counting: Counting,
  latencies: readonly number[],
  machines: number,
  perMinute: number,
) {
  const clock = new ManualClock();
  let drawn = 0;
  const latency = () => latencies[drawn++ % latencies.length] ?? 0;
  const platform = countingPlatform(clock, perMinute, counting, latency);
  const { fetch } = scriptedFetch(platform.step);
  const shared = sharedCounter();
  const budgets = Array.from({ length: machines }, () =>
    machines === 1
      ? memoryRateBudget({ clock, perMinute })
      : new SharedRateBudget({ counter: shared, perMinute, clock, onError: () => {} }),
  );
  const backlog = Array.from({ length: 3 * perMinute }, () => ({ ...QUESTION }));
  let left = machines;
  for (const rateLimit of budgets) {
    const partner = createPartnerClient({ fetch, clock, rateLimit, attemptTimeoutMs: 60_000 });
    // One question at a time: equal ones in flight would be asked once.
    const ask = async () => {
      for (let next = backlog.pop(); next !== undefined; next = backlog.pop()) {
        await partner.getOrderStatus({ ...next, lane: 'background' });
      }
    };
    void Promise.all(Array.from({ length: 4 }, ask)).then(() => {
      left -= 1;
    });
  }
  const startedAt = clock.now();
  while (left > 0 && clock.now() - startedAt < 900_000) await clock.run(1_000);
  return { platform, left };
}

describe('a backlog is processed without a single 4095', () => {
  // Several machines count a request when it is allowed, so its travel time may only vary by the share that is kept
  // free for that.
  test.each([
    ['one machine, with any latency', 1, { min: 0, max: 2_000 }],
    ['several machines, with at most a quarter of a second of latency', 3, { min: 10, max: 260 }],
  ])(
    '%s, however the platform counts its minutes',
    async (_, machines, latency) => {
      await fc.assert(
        fc.asyncProperty(
          countings,
          fc.array(fc.integer(latency), { minLength: 1, maxLength: 7 }),
          fc.integer({ min: 3, max: 40 }),
          async (counting, latencies, perMinute) => {
            const { platform, left } = await workOff(counting, latencies, machines, perMinute);
            expect(platform.refused()).toBe(0);
            expect(left).toBe(0);
          },
        ),
        { numRuns: 12 },
      );
    },
    30_000,
  );
});
