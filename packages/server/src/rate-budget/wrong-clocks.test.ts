import { describe, expect, test } from 'vitest';
import { WrongClock } from '../../test/stories/time/wrong-clock.js';
import { ManualClock } from '../../test/support/manual-clock.js';
import type { Lane } from './lane.js';
import type { RateBudget } from './rate-budget.js';
import type { SharedCounter } from './shared-counter.js';
import { SharedRateBudget } from './shared-rate-budget.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const MONTH = 30 * 24 * 60 * MINUTE;
const PER_MINUTE = 3_000;

/** Machines whose clocks are off, and a counter that knows the true time. */
function machines(offsMs: readonly number[]) {
  const truth = new ManualClock();
  const startedAt = truth.now();
  const spent = new Map<number, number>();
  let paused = 0;
  let isDown = false;
  const reach = async <Value>(value: () => Value): Promise<Value> => {
    if (isDown) throw new Error('gone');
    return value();
  };
  const counter: SharedCounter = {
    spend: (window, count) =>
      reach(() => {
        spent.set(window, (spent.get(window) ?? 0) + count);
        return spent.get(window) ?? 0;
      }),
    pausedUntil: () => reach(() => paused),
    pauseUntil: (until) =>
      reach(() => {
        paused = until;
      }),
  };
  const clocks = offsMs.map((offMs) => new WrongClock(truth, offMs));
  const budgets = clocks.map(
    (clock) =>
      new SharedRateBudget({
        counter,
        perMinute: PER_MINUTE,
        clock,
        tellTime: () => reach(() => truth.now()),
        onError: () => undefined,
      }),
  );
  const times: Record<Lane, number[]> = { interactive: [], background: [] };
  const spend = async (budget: RateBudget | undefined, lane: Lane) => {
    (await budget?.take(lane))?.done();
    times[lane].push(truth.now() - startedAt);
  };
  const setDown = (down: boolean) => {
    isDown = down;
  };
  return { truth, clocks, budgets, times, spend, setDown };
}

describe('a budget of several machines whose clocks are wrong', () => {
  test.each([10 * SECOND, 20 * MINUTE, MONTH])(
    'is spent once, and serves a user on a machine that is %i ms behind',
    async (behindMs) => {
      const { truth, budgets, times, spend } = machines([0, -behindMs]);
      const worker = async () => {
        for (;;) await spend(budgets[0], 'background');
      };
      for (let index = 0; index < 8; index += 1) void worker();
      await truth.run(30 * SECOND);
      void spend(budgets[1], 'interactive');
      await truth.run(2 * SECOND);
      expect(times.interactive).toHaveLength(1);
      const other = async () => {
        for (;;) await spend(budgets[1], 'background');
      };
      for (let index = 0; index < 8; index += 1) void other();
      await truth.run(2 * MINUTE);
      const inMinute = times.background.filter((at) => at >= 40 * SECOND && at < 100 * SECOND).length;
      expect(inMinute).toBeLessThanOrEqual(PER_MINUTE);
      expect(inMinute).toBeGreaterThan(0.98 * PER_MINUTE);
    },
  );

  test('keeps working when a clock that was a month ahead is corrected, also after a 4095 and while the counter was away', async () => {
    const { truth, clocks, budgets, times, spend, setDown } = machines([0, 0]);
    clocks[0]?.jump(MONTH);
    setDown(true);
    void spend(budgets[0], 'interactive');
    await truth.run(SECOND);
    budgets[0]?.pause(5 * SECOND);
    setDown(false);
    clocks[0]?.jump(0);
    void spend(budgets[0], 'background');
    void spend(budgets[1], 'background');
    await truth.run(20 * SECOND);
    expect(times.background).toHaveLength(2);
  });

  test('pauses machines with any clock after a 4095, for as long as it says', async () => {
    const { truth, budgets, times, spend } = machines([0, MONTH, -MONTH]);
    for (const budget of budgets) void spend(budget, 'interactive');
    await truth.run(SECOND);
    budgets[1]?.pause(5 * SECOND);
    await truth.run(200);
    for (const budget of budgets) void spend(budget, 'background');
    await truth.run(4 * SECOND);
    expect(times.background).toEqual([]);
    await truth.run(2 * SECOND);
    expect(times.background).toHaveLength(3);
  });
});
