/** A counter that several machines share. */
export interface SharedCounter {
  /** Loads the package that it needs. Rejects if that is not installed: then nothing can be counted. */
  load?(): Promise<void>;
  /** Adds `count` to the number of a window in one atomic step, and returns the new number. */
  spend(window: number, count: number): Promise<number>;
  /** Until when the background lane is stopped, in milliseconds since 1970. 0: it is not stopped. */
  pausedUntil(): Promise<number>;
  /** Stops the background lane on all machines. */
  pauseUntil(until: number): Promise<void>;
}
