/** What several machines count on together. */
export interface SharedCounter {
  /** Loads what it is made of. Rejects if that is not installed: then nothing is ever counted. */
  load?(): Promise<void>;
  /** Adds `count` to what was spent in a window, in one step, and returns what is spent then. */
  spend(window: number, count: number): Promise<number>;
  /** Until when the background lane is stopped, in milliseconds since 1970; 0 if it is not. */
  pausedUntil(): Promise<number>;
  /** Stops the background lane everywhere. */
  pauseUntil(until: number): Promise<void>;
}
