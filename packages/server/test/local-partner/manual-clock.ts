import type { AbortSignalLike, Clock } from '@ait-iap/protocol';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** A clock that moves only when a test moves it. */
export interface ManualClock extends Clock {
  /** Moves on, waking sleepers in their order and letting each do its work before the next. */
  advance(milliseconds: number): Promise<void>;
  /** How many sleep. */
  sleepers(): number;
}

export function createManualClock(startAt = Date.UTC(2026, 0, 1)): ManualClock {
  let now = startAt;
  const sleeping = new Set<Sleeper>();
  // A dynamic import and a fetch take a few turns of the event loop.
  const settle = async () => {
    for (let turn = 0; turn < 3; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
  };
  return {
    now: () => now,
    sleepers: () => sleeping.size,
    sleep(milliseconds: number, signal?: AbortSignalLike) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        if (milliseconds <= 0) return resolve();
        const giveUp = () => {
          sleeping.delete(sleeper);
          reject(signal?.reason);
        };
        const wake = () => {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        };
        const sleeper = { at: now + milliseconds, wake };
        sleeping.add(sleeper);
        signal?.addEventListener('abort', giveUp);
      });
    },
    async advance(milliseconds) {
      const until = now + milliseconds;
      await settle();
      for (;;) {
        const [next] = [...sleeping].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        now = Math.max(now, next.at);
        sleeping.delete(next);
        next.wake();
        await settle();
      }
      now = until;
      await settle();
    },
  };
}
