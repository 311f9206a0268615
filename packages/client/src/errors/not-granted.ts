import { IapError } from './iap-error.js';

/**
 * The error of a paid order that is not finished.
 *
 * @param granted - whether the grant callback said yes, so that only the Toss app is left to be told
 */
export function notGranted(orderId: string, granted: boolean | undefined, cause: unknown): IapError {
  return new IapError(
    'PRODUCT_NOT_GRANTED_BY_PARTNER',
    granted ? 'close a granted order' : 'grant a paid order',
    {
      orderId,
      cause,
    },
  );
}
