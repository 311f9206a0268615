import { untilAborted } from '../clock/until-aborted.js';

/** Lets one caller run at a time, in the order of their calls. */
export class WriteLock {
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Waits for all earlier callers, then runs `work`.
   *
   * @param signal - if it is aborted while waiting, `work` never runs and the promise rejects with the signal's reason
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
