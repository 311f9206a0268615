import type { Clock } from '@ait-iap/protocol';

/** The device's own clock: the default wherever a `clock` can be passed. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      }, milliseconds);
      if (signal?.aborted) onAbort();
      else signal?.addEventListener('abort', onAbort);
      // Even a timer of no time would wait for the next turn.
      if (milliseconds <= 0) resolve();
    }),
};
