import type { Dice } from '../dice.js';
import type { StoryClock } from './story-clock.js';

/** Waits until everything has been done that can be done without time passing. */
export type Settle = () => Promise<void>;

/** What lets time pass. */
export interface Time {
  readonly clock: StoryClock;
  readonly dice: Dice;
  readonly database: {
    readonly settle: Settle;
    /** Timers that are due within so many milliseconds of one another fire at once: that is where calls meet. */
    readonly slicesMs: readonly number[];
  };
}

/** Lets time run up to an instant, as fast as the machine can work off what happens in it. */
export async function runUntil({ clock, database, dice }: Time, instant: number): Promise<void> {
  for (;;) {
    await database.settle();
    const next = clock.nextWake();
    if (next === undefined || next > instant) break;
    clock.goTo(Math.min(instant, next + dice.pick(database.slicesMs)));
  }
  clock.goTo(instant);
  await database.settle();
}

/** In milliseconds of the machine. */
const MOST_STANDSTILLS = 10_000;

/** Lets time run until some work is done. Rejects as the work does. */
export async function runWhile(time: Time, work: Promise<unknown>): Promise<void> {
  let done = false;
  let stood = 0;
  const end = () => {
    done = true;
  };
  work.then(end, end);
  for (;;) {
    await time.database.settle();
    if (done) {
      await work;
      return;
    }
    const next = time.clock.nextWake();
    if (next === undefined) {
      // What is left waits for the real database, or for ever.
      stood += 1;
      if (stood > MOST_STANDSTILLS)
        throw new Error('The story stands still: something waits, and not for time.');
      await new Promise((resolve) => setTimeout(resolve, 1));
      continue;
    }
    time.clock.goTo(next + time.dice.pick(time.database.slicesMs));
  }
}
