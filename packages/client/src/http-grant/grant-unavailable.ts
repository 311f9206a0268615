import { IapError } from '../errors/iap-error.js';

/** The error of an undecided grant. */
export function grantUnavailable(why: string, orderId: string, cause?: unknown): IapError {
  return new IapError('GRANT_UNAVAILABLE', "grant by the backend's POST /grant", { why, orderId, cause });
}
