import { causeText } from './cause-text.js';
import { IapError } from './iap-error.js';

/**
 * Makes the error of a paid order that is not finished. Its text for developers says what the grant callback threw,
 * because that is what they have to fix.
 *
 * @param granted - whether the grant callback said yes, so that only the confirmation to the Toss app is missing
 */
export function notGranted(orderId: string, granted: boolean | undefined, cause: unknown): IapError {
  return new IapError(
    'PRODUCT_NOT_GRANTED_BY_PARTNER',
    granted ? 'close a granted order' : 'grant a paid order',
    { orderId, cause, why: cause === undefined ? undefined : causeText(cause) },
  );
}
