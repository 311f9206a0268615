import { isIapServerError } from '../errors/iap-server-error.js';
import { PartnerRateLimitError } from '../errors/partner-rate-limit-error.js';

/** The longest first wait before another attempt, in milliseconds; it doubles with each further one. */
const BASE_MS = 200;
/** The longest wait of all: a user waits at most some 25 seconds. */
const CAP_MS = 4_000;

/**
 * How long to wait before another attempt, in milliseconds, or `undefined` if there is to be none.
 *
 * Full jitter: anything from nothing to the doubled wait, so that callers that failed together do not come
 * back together. After 4095 never earlier than the platform said.
 *
 * @param failures - how many attempts have failed, this one included
 * @param random - gives a number from 0 to 1
 */
export function retryDelay(error: unknown, failures: number, random: () => number): number | undefined {
  if (!isIapServerError(error) || !error.retryable) return undefined;
  const jitter = random() * Math.min(CAP_MS, BASE_MS * 2 ** (failures - 1));
  const told = error instanceof PartnerRateLimitError ? error.retryAfterMs : 0;
  return Math.ceil(told + jitter);
}
