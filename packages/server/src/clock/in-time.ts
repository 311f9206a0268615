import { startTimeLimit, type TimeLimit, type TimeLimitOptions } from './time-limit.js';
import { untilAborted } from './until-aborted.js';

/**
 * Waits for `work`, but not past the time limit and not after the caller's abort: then it rejects with the limit's reason, or the
 * signal's. The work hears of it by `limit.signal`, and runs on unheard if it does not listen. Leaves no timer behind.
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
