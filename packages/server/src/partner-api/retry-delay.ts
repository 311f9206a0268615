import { isIapServerError } from '../errors/iap-server-error.js';
import { PartnerHttpError } from '../errors/partner-http-error.js';
import { PartnerRateLimitError } from '../errors/partner-rate-limit-error.js';

/** The longest wait before the first retry, in milliseconds. It doubles with each further one. */
const BASE_MS = 200;
/** The upper limit of all waits, in milliseconds: a user waits at most about 25 seconds. */
const CAP_MS = 4_000;

/**
 * How long to wait before the next attempt, in milliseconds. `undefined`: there is no further attempt.
 *
 * Full jitter: a random time from zero to the doubled wait, so that callers that failed together do not come back
 * together. After a 4095 it is never earlier than the platform said.
 *
 * @param failures - how many attempts have failed, this one included
 * @param random - gives a number from 0 to 1
 */
export function retryDelay(error: unknown, failures: number, random: () => number): number | undefined {
  if (!isIapServerError(error) || !error.retryable) return undefined;
  const jitter = random() * Math.min(CAP_MS, BASE_MS * 2 ** (failures - 1));
  return Math.ceil(askedPause(error) + jitter);
}

/** How long the other side asks us to wait, in milliseconds: the platform by a 4095, or a gateway by HTTP 429 or 503. 0: it does not. */
export function askedPause(error: unknown): number {
  if (error instanceof PartnerRateLimitError) return error.retryAfterMs;
  return error instanceof PartnerHttpError ? (error.retryAfterMs ?? 0) : 0;
}
