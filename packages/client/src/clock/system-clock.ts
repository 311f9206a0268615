import type { Clock } from '@ait-iap/protocol';

/** The device's own clock: the default of every option `clock`. */
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
      // Even a timer of zero milliseconds would wait for the next turn.
      if (milliseconds <= 0) resolve();
    }),
};
