import type { Clock } from '@ait-iap/protocol';

/** How fast a campaign's time goes, for every process of it: deadlines, plans and budgets keep their proportions. */
export interface Pace {
  /** When the campaign's time began, in milliseconds since 1970. */
  readonly startedAt: number;
  /** How many milliseconds pass in one. */
  readonly times: number;
}

/** The longest time that a timer takes; a campaign is over before. */
const LONGEST_MS = 2 ** 31 - 1;

/** The clock of one machine: it may be wrong, and it may jump. */
export class PacedClock implements Clock {
  #wrongBy: number;

  constructor(
    private readonly pace: Pace,
    wrongBy = 0,
  ) {
    this.#wrongBy = wrongBy;
  }

  now(): number {
    const { startedAt, times } = this.pace;
    return Math.round(startedAt + (Date.now() - startedAt) * times + this.#wrongBy);
  }

  /** Somebody sets the clock. What sleeps sleeps on, as on a real machine. */
  jump(milliseconds: number): void {
    this.#wrongBy += milliseconds;
  }

  sleep(milliseconds: number, signal?: Parameters<Clock['sleep']>[1]): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      if (milliseconds <= 0) return resolve();
      const giveUp = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(
        () => {
          signal?.removeEventListener('abort', giveUp);
          resolve();
        },
        Math.min(milliseconds / this.pace.times, LONGEST_MS),
      );
      signal?.addEventListener('abort', giveUp);
    });
  }
}
