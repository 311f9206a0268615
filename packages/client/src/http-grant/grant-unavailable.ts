import { IapError } from '../errors/iap-error.js';

/** The error of a grant that nobody decided. */
export function grantUnavailable(why: string, orderId: string, cause?: unknown): IapError {
  return new IapError(
    'GRANT_UNAVAILABLE',
    `Failed to grant an order: ${why}. Check the backend's POST /grant; the order stays pending until then.`,
    { orderId, cause },
  );
}
