import type { RealTime } from './real-time.js';

/** How many quiet turns of the event loop mean that nothing more will happen. */
const QUIET_TURNS = 4;

/** The work in progress. */
export interface Activity {
  /** Counts a promise until it settles. */
  track<Value>(work: Promise<Value>): Promise<Value>;
  /** Use it inside tracked work to wait for something that does not count, such as the clock, which may not move. */
  aside<Value>(wait: Promise<Value>): Promise<Value>;
  /** Reports that something happened just now. */
  touch(): void;
  /** Resolves when nothing is tracked and nothing has happened for some turns of the event loop. */
  idle(): Promise<void>;
}

/** Creates an empty tracker. */
export function createActivity(real: RealTime): Activity {
  let running = 0;
  let happened = 0;
  return {
    track(work) {
      running++;
      const end = () => {
        running--;
        happened++;
      };
      work.then(end, end);
      return work;
    },
    async aside(wait) {
      running--;
      try {
        return await wait;
      } finally {
        running++;
        happened++;
      }
    },
    touch() {
      happened++;
    },
    async idle() {
      for (let quiet = 0; quiet < QUIET_TURNS; ) {
        const before = happened;
        await real.turn();
        quiet = running === 0 && happened === before ? quiet + 1 : 0;
      }
    },
  };
}
