import type { Clock } from '@ait-iap/protocol';

/** The longest wait of a timer of the runtime, in milliseconds. A longer one would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * The machine's own clock and timers: the default of every option `clock`.
 *
 * Its timers keep the process alive, so that a call in progress is not dropped because nothing else runs.
 */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    milliseconds > MAX_TIMER_MS ? sleepLong(milliseconds, signal) : sleepOnce(milliseconds, signal),
};

type Signal = Parameters<Clock['sleep']>[1];

async function sleepLong(milliseconds: number, signal: Signal): Promise<void> {
  let left = milliseconds;
  while (left > MAX_TIMER_MS) {
    await sleepOnce(MAX_TIMER_MS, signal);
    left -= MAX_TIMER_MS;
  }
  await sleepOnce(left, signal);
}

function sleepOnce(milliseconds: number, signal: Signal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    if (milliseconds <= 0) {
      resolve();
      return;
    }
    const giveUp = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', giveUp);
  });
}
