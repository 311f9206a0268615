import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ManualClock } from '../../test/support/manual-clock.js';
import type { Lane } from './lane.js';
import type { RateBudget } from './rate-budget.js';
import type { SharedCounter } from './shared-counter.js';
import { SharedRateBudget } from './shared-rate-budget.js';
import { WINDOW_MS, WINDOWS_TOUCHED, windowAllowance, windowAt } from './shared-windows.js';

const MINUTE = 60_000;

function memoryCounter(): SharedCounter & { spends: number } {
  const spent = new Map<number, number>();
  let paused = 0;
  return {
    spends: 0,
    async spend(window, count) {
      this.spends += 1;
      const now = (spent.get(window) ?? 0) + count;
      spent.set(window, now);
      return now;
    },
    pausedUntil: async () => paused,
    pauseUntil: async (until) => {
      paused = Math.max(paused, until);
    },
  };
}

function machines(count: number, perMinute = 3_000, counter: SharedCounter = memoryCounter()) {
  const clock = new ManualClock();
  const startedAt = clock.now();
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const budgets = Array.from(
    { length: count },
    () => new SharedRateBudget({ counter, perMinute, clock, onError }),
  );
  const times: Record<Lane, number[]> = { interactive: [], background: [] };
  const spend = async (budget: RateBudget | undefined, lane: Lane) => {
    const ticket = await budget?.take(lane);
    times[lane].push(clock.now() - startedAt);
    ticket?.done();
  };
  return { clock, budgets, times, spend, errors, counter };
}

describe('the windows of a shared budget', () => {
  test('allow no more than the limit in any minute, and use 99 % of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(10_000_000), (perMinute, first) => {
        const sum = (windows: number) =>
          Array.from({ length: windows }, (_, index) => windowAllowance(first + index, perMinute)).reduce(
            (total, each) => total + each,
            0,
          );
        expect(sum(WINDOWS_TOUCHED)).toBeLessThanOrEqual(perMinute);
        expect(sum(60_000 / WINDOW_MS)).toBeGreaterThanOrEqual(Math.floor(0.99 * perMinute) - 1);
      }),
    );
  });

  test('follow one another without a gap', () => {
    expect([0, WINDOW_MS - 1, WINDOW_MS].map(windowAt)).toEqual([0, 0, 1]);
  });
});

describe('a budget of several machines', () => {
  test.each([1, 2, 4])(
    'is used almost completely with a backlog, and never overspent; machines: %d',
    async (count) => {
      const { clock, budgets, times, spend } = machines(count);
      const worker = async (budget: RateBudget) => {
        for (;;) await spend(budget, 'background').then(() => clock.sleep(20));
      };
      for (const budget of budgets) for (let index = 0; index < 8; index += 1) void worker(budget);
      for (let second = 0; second < 120; second += 1) await clock.run(1_000);
      const { background } = times;
      expect(background.length).toBeGreaterThanOrEqual(0.99 * 2 * 3_000);
      for (const from of [0, 1_003, 30_125, 59_999]) {
        const inMinute = background.filter((at) => at >= from && at < from + MINUTE).length;
        expect(inMinute).toBeLessThanOrEqual(3_000);
      }
    },
  );

  test('serves an interactive call of one machine before the backlog of the others', async () => {
    const { clock, budgets, times, spend } = machines(4);
    for (const budget of budgets)
      for (let index = 0; index < 2_000; index += 1) void spend(budget, 'background');
    await clock.run(10_130);
    for (let index = 0; index < 5; index += 1) void spend(budgets[index % 4], 'interactive');
    await clock.run(4 * WINDOW_MS);
    expect(times.interactive).toHaveLength(5);
  });

  test('stops the background lane of every machine when one meets a 4095', async () => {
    const { clock, budgets, times, spend } = machines(2);
    budgets[0]?.pause(5_000);
    void spend(budgets[1], 'background');
    void spend(budgets[1], 'interactive');
    expect(budgets[0]?.expectedWaitMs('background')).toBe(5_000);
    await clock.run(4_900);
    expect([times.interactive.length, times.background.length]).toEqual([1, 0]);
    await clock.run(1_000);
    expect(times.background).toHaveLength(1);
  });

  test('asks the counter once for several waiting calls', async () => {
    const counter = memoryCounter();
    const { clock, budgets, times, spend } = machines(1, 3_000, counter);
    for (let index = 0; index < 6; index += 1) void spend(budgets[0], 'interactive');
    await clock.run(0);
    expect(times.interactive).toHaveLength(6);
    expect(counter.spends).toBe(1);
  });

  test.each([
    ['fails', () => Promise.reject(new Error('gone'))],
    ['hangs', () => new Promise<never>(() => {})],
  ])('lets users through when the counter %s, while background calls wait for it', async (_, broken) => {
    const counter = memoryCounter();
    const working = counter.spend.bind(counter);
    counter.spend = broken;
    const { clock, budgets, times, spend, errors } = machines(1, 3_000, counter);
    void spend(budgets[0], 'background');
    void spend(budgets[0], 'interactive');
    await clock.run(2_000);
    expect([times.interactive.length, times.background.length]).toEqual([1, 0]);
    void spend(budgets[0], 'interactive');
    await clock.run(3_000);
    expect(times.interactive).toHaveLength(2);
    expect(errors.length).toBeGreaterThan(0);
    counter.spend = working;
    await clock.run(3_000);
    expect(times.background).toHaveLength(1);
  });

  test('leaves no timer behind when it is closed', async () => {
    const { clock, budgets, spend } = machines(1, 1);
    void spend(budgets[0], 'background');
    void spend(budgets[0], 'background');
    await clock.run(100);
    budgets[0]?.close();
    await clock.run(0);
    expect(clock.sleeping).toBe(0);
  });
});
