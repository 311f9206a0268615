/**
 * The longest wait to believe in an answer of 4095, in seconds. The platform counts requests by the minute, so a longer
 * wait is a mistake, and it would stop every check for that long.
 */
export const MAX_RETRY_AFTER_SECONDS = 300;

/**
 * How long to wait before the next request, in seconds, from `error.data.retryAfterSeconds`.
 *
 * A number of zero or more, or its digits as a string; at most {@link MAX_RETRY_AFTER_SECONDS}. `undefined` when there
 * is none that makes sense.
 */
export function retryAfterSeconds(error: { readonly data?: unknown }): number | undefined {
  // A copy has own fields only, and no field at all if the value is not an object.
  const { retryAfterSeconds: told } = { ...(error.data as object) } as { retryAfterSeconds?: unknown };
  const seconds = typeof told === 'string' && /^\s*\d+(?:\.\d+)?\s*$/.test(told) ? Number(told) : told;
  return typeof seconds === 'number' && seconds >= 0 ? Math.min(seconds, MAX_RETRY_AFTER_SECONDS) : undefined;
}
