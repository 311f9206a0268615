import { IapError } from './iap-error.js';

/**
 * The error of a paid order that is not finished.
 *
 * @param granted - whether the grant callback said yes, so that only the Toss app is left to be told
 */
export function notGranted(orderId: string, granted: boolean | undefined, cause: unknown): IapError {
  return new IapError(
    'PRODUCT_NOT_GRANTED_BY_PARTNER',
    `Failed to ${granted ? 'close a granted' : 'grant a paid'} order: the ${
      granted ? 'Toss app' : 'grant callback'
    } did not confirm it. Call recover later.`,
    { orderId, cause },
  );
}
