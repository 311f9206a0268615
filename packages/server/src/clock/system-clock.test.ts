import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemClock } from './system-clock.js';

describe('the clock of the machine', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('gives the time and sleeps for the given time', async () => {
    let woken = false;
    const sleeping = systemClock.sleep(500).then(() => {
      woken = true;
    });
    await vi.advanceTimersByTimeAsync(499);
    expect([woken, systemClock.now()]).toEqual([false, 1_499]);
    await vi.advanceTimersByTimeAsync(1);
    await sleeping;
    expect(woken).toBe(true);
  });

  test('sleeps for longer than a timer can', async () => {
    let woken = false;
    void systemClock.sleep(40 * 86_400_000).then(() => {
      woken = true;
    });
    await vi.advanceTimersByTimeAsync(39 * 86_400_000);
    expect(woken).toBe(false);
    await vi.advanceTimersByTimeAsync(86_400_000);
    expect(woken).toBe(true);
  });

  test('does not sleep for zero milliseconds, nor after an abort', async () => {
    await expect(systemClock.sleep(0)).resolves.toBeUndefined();
    await expect(systemClock.sleep(5, AbortSignal.abort('early'))).rejects.toBe('early');
  });

  test('rejects with the reason of its signal and leaves no timer', async () => {
    const controller = new AbortController();
    const sleeping = systemClock.sleep(5_000, controller.signal);
    controller.abort('enough');
    await expect(sleeping).rejects.toBe('enough');
    expect(vi.getTimerCount()).toBe(0);
  });
});
