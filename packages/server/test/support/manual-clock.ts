import type { AbortSignalLike, Clock } from '@ait-iap/protocol';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  #now: number;
  #sleepers: Sleeper[] = [];

  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#now = now;
  }

  now = (): number => this.#now;

  /** How many waits are under way: what is left of them at the end of a test leaks in production. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  sleep = (milliseconds: number, signal?: AbortSignalLike): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      if (milliseconds <= 0) {
        resolve();
        return;
      }
      const onAbort = () => {
        this.#remove(sleeper);
        reject(signal?.reason);
      };
      const sleeper = {
        until: this.#now + milliseconds,
        wake: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', onAbort);
    });

  /** Moves time on and wakes whoever is due, in the order in which they are. */
  advance(milliseconds: number): void {
    const target = this.#now + milliseconds;
    for (;;) {
      const next = this.#sleepers.filter(({ until }) => until <= target).sort((a, b) => a.until - b.until)[0];
      if (next === undefined) break;
      this.#now = next.until;
      this.#remove(next);
      next.wake();
    }
    this.#now = target;
  }

  #remove(sleeper: Sleeper): void {
    this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
  }
}
