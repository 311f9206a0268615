import type { AbortSignalLike, Clock } from '@ait-iap/protocol';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** The one true time of a story. It stands still until it is told to go on, and has no timers of the machine. */
export class StoryClock implements Clock {
  #now: number;
  /** How many waits came to their end. */
  steps = 0;
  readonly #sleepers = new Set<Sleeper>();

  constructor(startsAt: number) {
    this.#now = startsAt;
  }

  now = (): number => this.#now;

  sleep = (milliseconds: number, signal?: AbortSignalLike): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const giveUp = () => {
        this.#sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      const sleeper = {
        until: this.#now + Math.max(0, Math.ceil(milliseconds)),
        wake: () => {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        },
      };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', giveUp);
    });

  /** When the next sleeper is due; `undefined` if nobody sleeps. */
  nextWake(): number | undefined {
    let next: number | undefined;
    for (const { until } of this.#sleepers) if (next === undefined || until < next) next = until;
    return next;
  }

  /** Goes on to an instant and wakes all who are due by then, in the order in which they are. */
  goTo(instant: number): void {
    this.#now = Math.max(this.#now, instant);
    const due = [...this.#sleepers].filter(({ until }) => until <= this.#now);
    for (const sleeper of due.sort((a, b) => a.until - b.until)) {
      this.#sleepers.delete(sleeper);
      this.steps += 1;
      sleeper.wake();
    }
  }
}
