import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WrongClock } from '../../test/stories/time/wrong-clock.js';
import { ManualClock } from '../../test/support/manual-clock.js';
import type { Lane } from './lane.js';
import { memoryRateBudget } from './memory-rate-budget.js';
import type { RateBudget } from './rate-budget.js';

const MINUTE = 60_000;

/** Takes tickets one after the other and records the times. Each request lasts `latency`. */
function spender(budget: RateBudget, clock: ManualClock, latency = 0) {
  const times: Record<Lane, number[]> = { interactive: [], background: [] };
  const startedAt = clock.now();
  const spend = async (lane: Lane) => {
    const ticket = budget.tryTake(lane) ?? (await budget.take(lane));
    times[lane].push(clock.now() - startedAt);
    await clock.sleep(latency);
    ticket.done();
  };
  return { times, spend };
}

function mostInAMinute(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.max(0, ...sorted.map((from) => sorted.filter((at) => at >= from && at < from + MINUTE).length));
}

describe('the budget of one process', () => {
  test('lets interactive calls through at once until it is spent, and then no more in that minute', async () => {
    const clock = new ManualClock();
    const budget = memoryRateBudget({ clock, perMinute: 100 });
    const { times, spend } = spender(budget, clock);
    const spending = Array.from({ length: 150 }, () => spend('interactive'));
    await clock.run(MINUTE - 1);
    expect(times.interactive).toHaveLength(100);
    await clock.run(10);
    expect(times.interactive).toHaveLength(150);
    await Promise.all(spending);
  });

  test('spreads background calls over the minute and still uses more than 99 % of it', async () => {
    const clock = new ManualClock();
    const budget = memoryRateBudget({ clock });
    const { times, spend } = spender(budget, clock, 20);
    const worker = async () => {
      for (;;) await spend('background');
    };
    for (let index = 0; index < 8; index += 1) void worker();
    for (let second = 0; second < 240; second += 1) await clock.run(1_000);
    const { background } = times;
    expect(background.length).toBeGreaterThanOrEqual(0.99 * 4 * 3_000);
    const perMinute = [0, 1, 2, 3].map(
      (minute) => background.filter((at) => at >= minute * MINUTE && at < (minute + 1) * MINUTE).length,
    );
    expect(Math.max(...perMinute)).toBeLessThanOrEqual(3_000);
    const firstSecond = background.filter((at) => at < 1_000).length;
    expect(firstSecond).toBeLessThanOrEqual(100);
  });

  test('an interactive call does not wait behind a full backlog', async () => {
    const clock = new ManualClock();
    const budget = memoryRateBudget({ clock });
    const { times, spend } = spender(budget, clock, 20);
    for (let index = 0; index < 8_000; index += 1) void spend('background');
    await clock.run(90_000);
    void spend('interactive');
    expect(times.interactive).toEqual([90_000]);
    for (let index = 0; index < 60; index += 1) void spend('interactive');
    await clock.run(2_000);
    expect(times.interactive).toHaveLength(61);
  });

  test('no minute has more requests than the limit, wherever it begins', async () => {
    const steps = fc.array(
      fc.record({
        lane: fc.constantFrom<Lane>('interactive', 'background'),
        burst: fc.integer({ min: 1, max: 12 }),
        pause: fc.integer({ min: 0, max: 40_000 }),
      }),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 0, max: 500 }),
        async (plan, perMinute, latency) => {
          const clock = new ManualClock();
          const { times, spend } = spender(memoryRateBudget({ clock, perMinute }), clock, latency);
          let spent = 0;
          for (const { lane, burst, pause } of plan) {
            for (let index = 0; index < burst; index += 1) void spend(lane);
            spent += burst;
            await clock.run(pause);
          }
          await clock.run((spent / perMinute + 2) * 2 * MINUTE);
          const all = [...times.interactive, ...times.background];
          expect(all).toHaveLength(spent);
          expect(mostInAMinute(all)).toBeLessThanOrEqual(perMinute);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('a pause stops the background lane for its whole length, and never the interactive lane', async () => {
    const clock = new ManualClock();
    const budget = memoryRateBudget({ clock });
    const { times, spend } = spender(budget, clock);
    budget.pause(7_000);
    void spend('background');
    void spend('interactive');
    expect(budget.expectedWaitMs('background')).toBe(7_000);
    await clock.run(6_999);
    expect(times).toEqual({ interactive: [0], background: [] });
    await clock.run(1);
    expect(times.background).toEqual([7_000]);
  });

  test('a shorter pause does not shorten a longer one', async () => {
    const clock = new ManualClock();
    const budget = memoryRateBudget({ clock });
    budget.pause(7_000);
    budget.pause(1_000);
    expect(budget.expectedWaitMs('background')).toBe(7_000);
  });

  test('a request that never ends keeps its place', async () => {
    const clock = new ManualClock();
    const budget = memoryRateBudget({ clock, perMinute: 1 });
    const ticket = budget.tryTake('interactive');
    await clock.run(10 * MINUTE);
    expect(budget.tryTake('interactive')).toBeUndefined();
    const waiting = budget.take('interactive');
    ticket?.done();
    ticket?.done();
    await clock.run(MINUTE + 1);
    await expect(waiting).resolves.toBeDefined();
  });

  test('an aborted wait leaves its place to the next call', async () => {
    const clock = new ManualClock();
    const budget = memoryRateBudget({ clock, perMinute: 1 });
    budget.tryTake('interactive')?.done();
    const controller = new AbortController();
    const first = budget.take('interactive', controller.signal);
    const second = budget.take('interactive');
    controller.abort(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    await clock.run(MINUTE + 1);
    await expect(second).resolves.toBeDefined();
    await expect(budget.take('interactive', AbortSignal.abort('early'))).rejects.toBe('early');
  });

  test.each([-1, 1].map((sign) => sign * 30 * 24 * 60 * MINUTE))(
    'is free again a minute after a clock that was wrong by %i ms is corrected, and pauses the background no longer than set',
    async (offMs) => {
      const truth = new ManualClock();
      const clock = new WrongClock(truth, 0);
      const budget = memoryRateBudget({ clock, perMinute: 3 });
      clock.jump(offMs);
      for (let request = 0; request < 2; request += 1) budget.tryTake('interactive')?.done();
      budget.pause(7_000);
      const underWay = budget.tryTake('interactive');
      clock.jump(0);
      underWay?.done();
      const waiting = [budget.take('interactive'), budget.take('background')];
      expect(budget.expectedWaitMs('background')).toBeLessThanOrEqual(MINUTE + 1);
      await truth.run(MINUTE + 1);
      for (const ticket of await Promise.all(waiting)) ticket.done();
      expect(truth.sleeping).toBe(0);
    },
  );

  test('closing it leaves no timer', async () => {
    const clock = new ManualClock();
    const budget = memoryRateBudget({ clock, perMinute: 1 });
    budget.tryTake('background')?.done();
    void budget.take('background');
    expect(clock.sleeping).toBe(1);
    budget.close();
    await clock.run(0);
    expect(clock.sleeping).toBe(0);
  });
});
