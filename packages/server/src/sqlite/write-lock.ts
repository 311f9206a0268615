import { untilAborted } from '../clock/until-aborted.js';

/** Lets one caller at a time in, in the order in which they came. */
export class WriteLock {
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Waits for everybody before, then runs `work`.
   *
   * @param signal - aborted while waiting: `work` never runs, and the promise rejects with the signal's reason
   */
  run<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    const turn = this.#last.then(() => {
      signal.throwIfAborted();
      return work();
    });
    this.#last = turn.catch(() => undefined);
    return untilAborted(turn, signal);
  }
}
