import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSandboxClock, DEFAULT_START } from './create-sandbox-clock.js';
import { toMilliseconds } from './duration.js';
import type { RealTime } from './real-time.js';

describe('a frozen clock', () => {
  it('stands still until it is moved', async () => {
    const clock = createSandboxClock();
    expect(clock.now()).toBe(DEFAULT_START);
    await clock.advance('40 days');
    expect(clock.now() - DEFAULT_START).toBe(40 * 86_400_000);
  });

  it('refuses to move beyond the last date that can be written, and stays usable', async () => {
    const clock = createSandboxClock();
    for (const by of [1e300, '1000000000000 days', '9999999 weeks']) {
      expect(() => clock.advance(by)).toThrow('it ends after the year 9999');
    }
    await clock.advance('1 day');
    expect(clock.now() - DEFAULT_START).toBe(86_400_000);
  });

  it('counts in whole milliseconds', async () => {
    const clock = createSandboxClock({ startAt: 0 });
    await clock.advance(0.4);
    await clock.advance('1.6 ms');
    expect(clock.now()).toBe(2);
  });

  it('runs timers at their own time, in order, also timers that are planned on the way', async () => {
    const clock = createSandboxClock({ startAt: 0 });
    const fired: string[] = [];
    const note = (name: string) => () => fired.push(`${name}@${clock.now()}`);
    clock.at(20, note('b'));
    clock.at(10, () => {
      note('a')();
      void clock.sleep(5).then(note('slept'));
    });
    clock.at(20, note('c'));
    clock.at(31, note('later'));
    clock.at(20, note('cancelled'))();
    await clock.advance(30);
    expect(fired).toEqual(['a@10', 'slept@15', 'b@20', 'c@20']);
  });

  it('sleeps until it is moved far enough, or until the signal aborts', async () => {
    const clock = createSandboxClock({ startAt: 0 });
    const aborting = new AbortController();
    const gaveUp = clock.sleep(1000, aborting.signal).catch((reason: unknown) => reason);
    aborting.abort('enough');
    expect(await gaveUp).toBe('enough');
    await clock.sleep(0);
    await expect(clock.sleep(1, AbortSignal.abort('before'))).rejects.toBe('before');
  });

  it('carries out two simultaneous moves one after the other', async () => {
    const clock = createSandboxClock({ startAt: 0 });
    await Promise.all([clock.advance(10), clock.advance(10)]);
    expect(clock.now()).toBe(20);
  });

  it.each([-1, Number.NaN, 'soon', '1 month', '-3 days', ''])(
    'does not understand the duration %j',
    (duration) => {
      expect(() => createSandboxClock().advance(duration)).toThrow('duration');
    },
  );

  it.each([
    ['90 s', 90_000],
    ['1.5 hours', 5_400_000],
    ['2 weeks', 1_209_600_000],
    ['15min', 900_000],
    ['250', 250],
    [7, 7],
  ] as const)('reads %j as %i ms', (text, milliseconds) => {
    expect(toMilliseconds(text)).toBe(milliseconds);
  });

  it('refuses a rate below zero and an invalid start', () => {
    expect(() => createSandboxClock({ rate: -1 })).toThrow('rate');
    expect(() => createSandboxClock({ startAt: 'yesterday' })).toThrow('startAt');
  });
});

describe('a running clock', () => {
  it('goes at the given rate, and keeps its time when the rate changes', () => {
    const { real, pass } = fakeRealTime();
    const clock = createSandboxClock({ startAt: 0, rate: 86_400, real });
    const fired: number[] = [];
    clock.at(86_400_000, () => fired.push(clock.now()));
    pass(500);
    expect([clock.now(), fired]).toEqual([43_200_000, []]);
    pass(500);
    expect(fired).toEqual([86_400_000]);
    clock.run(1);
    pass(1000);
    expect(clock.now()).toBe(86_401_000);
    clock.run(0);
    pass(1000);
    expect(clock.state()).toEqual({ now: 86_401_000, rate: 0 });
  });

  it('starts at the time of the machine when its rate is one', () => {
    const { real } = fakeRealTime(123);
    expect(createSandboxClock({ rate: 1, real }).now()).toBe(123);
  });
});

describe('under fake timers', () => {
  afterEach(() => vi.useRealTimers());

  it('a clock can still be advanced', async () => {
    vi.useFakeTimers();
    const clock = createSandboxClock({ startAt: 0 });
    await clock.advance(10);
    expect(clock.now()).toBe(10);
  });
});

function fakeRealTime(start = 0): { real: RealTime; pass(milliseconds: number): void } {
  let now = start;
  let planned: { at: number; action: () => void } | undefined;
  const real: RealTime = {
    now: () => now,
    after(milliseconds, action) {
      const timer = { at: now + milliseconds, action };
      planned = timer;
      return () => {
        if (planned === timer) planned = undefined;
      };
    },
    turn: () => Promise.resolve(),
  };
  const pass = (milliseconds: number) => {
    now += milliseconds;
    const due = planned;
    if (due === undefined || due.at > now) return;
    planned = undefined;
    due.action();
  };
  return { real, pass };
}
