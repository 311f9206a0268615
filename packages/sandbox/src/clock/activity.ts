import type { RealTime } from './real-time.js';

/** Turns of the event loop without anything happening after which nothing is expected to happen. */
const QUIET_TURNS = 4;

/** What is on its way. */
export interface Activity {
  /** Counts the promise until it settles. */
  track<Value>(work: Promise<Value>): Promise<Value>;
  /** Inside tracked work: waits for what is not on its way, such as the clock, which moves only when somebody moves it. */
  aside<Value>(wait: Promise<Value>): Promise<Value>;
  /** Something happened just now. */
  touch(): void;
  /** Resolves once nothing is tracked and nothing has happened for some turns of the event loop. */
  idle(): Promise<void>;
}

/** Starts with nothing on its way. */
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
