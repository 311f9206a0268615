import type { AbortSignalLike, Clock } from '@ait-iap/protocol';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  #now: number;
  readonly #sleepers = new Set<Sleeper>();

  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#now = now;
  }

  now = (): number => this.#now;

  /** How many waits are under way: what is left of them at the end of a test leaks in production. */
  get sleeping(): number {
    return this.#sleepers.size;
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
        this.#sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      const sleeper = {
        until: this.#now + milliseconds,
        wake: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', onAbort);
    });

  /** Moves time on and wakes the sleepers whose time has come, the earliest first. */
  advance(milliseconds: number): void {
    const target = this.#now + milliseconds;
    for (;;) {
      const next = [...this.#sleepers]
        .filter(({ until }) => until <= target)
        .sort((a, b) => a.until - b.until)[0];
      if (next === undefined) break;
      this.#now = next.until;
      this.#sleepers.delete(next);
      next.wake();
    }
    this.#now = target;
  }

  /** Moves time on like {@link advance}, and lets each sleeper do its work before the next one wakes. */
  async run(milliseconds: number): Promise<void> {
    const target = this.#now + milliseconds;
    await settle();
    for (;;) {
      const next = Math.min(...[...this.#sleepers].map(({ until }) => until));
      if (next > target) break;
      this.advance(Math.max(0, next - this.#now));
      await settle();
    }
    this.advance(target - this.#now);
    await settle();
  }
}

/** A dynamic import and a fetch take a few turns of the event loop. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise<void>((resolve) => setImmediate(resolve));
}
