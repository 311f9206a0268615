import { startTimeLimit, type TimeLimit, type TimeLimitOptions } from './time-limit.js';
import { untilAborted } from './until-aborted.js';

/**
 * Waits for `work` until the time limit or the caller's abort. Then it rejects with the reason of the limit or of the
 * signal. The work can see this in `limit.signal`; if it ignores the signal, it goes on and its result is dropped.
 * Leaves no timer behind.
 */
export async function inTime<Result>(
  options: TimeLimitOptions,
  work: (limit: TimeLimit) => Promise<Result>,
): Promise<Result> {
  const limit = startTimeLimit(options);
  try {
    return await untilAborted(work(limit), limit.signal);
  } finally {
    limit.end();
  }
}
