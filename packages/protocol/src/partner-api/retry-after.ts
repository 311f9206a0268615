import { RATE_LIMIT_ERROR_CODE } from './paths.js';

/** Whether an error of the partner API says that there were too many requests. */
export function isRateLimited(error: { readonly errorCode: string }): boolean {
  return error.errorCode === RATE_LIMIT_ERROR_CODE;
}

/**
 * How long to wait before the next request, in seconds, from `error.data.retryAfterSeconds`.
 *
 * A number of zero or more, or its digits as a string; `undefined` when there is none that makes sense.
 */
export function retryAfterSeconds(error: { readonly data?: unknown }): number | undefined {
  // A copy has own fields only, and none at all of what is no object.
  const { retryAfterSeconds: told } = { ...(error.data as object) } as { retryAfterSeconds?: unknown };
  const seconds = typeof told === 'string' && /^\d+(?:\.\d+)?$/.test(told) ? Number(told) : told;
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}
