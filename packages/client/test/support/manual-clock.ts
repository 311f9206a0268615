import type { AbortSignalLike, Clock } from '@ait-iap/protocol';

interface Sleeper {
  readonly at: number;
  wake(): void;
}

/** A clock that moves only when a test says so, and knows who sleeps. */
export interface ManualClock extends Clock {
  /** Moves on, waking sleepers in order and letting each do its work. */
  advance(milliseconds: number): Promise<void>;
  /** Moves on without waking anybody: timers of a hidden page. */
  jump(milliseconds: number): void;
  /** How many sleep. */
  readonly sleepers: number;
}

export function manualClock(startAt = 1_700_000_000_000): ManualClock {
  let now = startAt;
  const sleepers = new Set<Sleeper>();
  return {
    now: () => now,
    sleep: (milliseconds: number, signal?: AbortSignalLike) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        if (milliseconds <= 0) return resolve();
        const onAbort = () => {
          sleepers.delete(sleeper);
          reject(signal?.reason);
        };
        const sleeper: Sleeper = {
          at: now + milliseconds,
          wake() {
            sleepers.delete(sleeper);
            signal?.removeEventListener('abort', onAbort);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', onAbort);
      }),
    async advance(milliseconds) {
      const end = now + milliseconds;
      await settled();
      for (;;) {
        const next = [...sleepers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = Math.max(now, next.at);
        next.wake();
        await settled();
      }
      now = end;
      await settled();
    },
    jump(milliseconds) {
      now += milliseconds;
    },
    get sleepers() {
      return sleepers.size;
    },
  };
}

/** Lets all work that waits for nothing but promises run to its end. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
