import { IapError } from './iap-error.js';

const CAUSE_MAX_LENGTH = 200;

/**
 * The error of a paid order that is not finished. Its text for developers says what the grant callback threw, since that
 * is what they have to mend.
 *
 * @param granted - whether the grant callback said yes, so that only the Toss app is left to be told
 */
export function notGranted(orderId: string, granted: boolean | undefined, cause: unknown): IapError {
  const { message = cause } = (cause ?? {}) as { message?: unknown };
  const why = cause === undefined ? undefined : String(message).slice(0, CAUSE_MAX_LENGTH).replace(/\.$/, '');
  const doing = granted ? 'close a granted order' : 'grant a paid order';
  return new IapError('PRODUCT_NOT_GRANTED_BY_PARTNER', doing, { orderId, cause, why });
}
