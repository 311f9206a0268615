import { FOREIGN_TEXT_LENGTH } from '../limits/limits.js';
import { readForeignError } from './foreign-code.js';
import { IapError, type IapErrorDetails, isIapError } from './iap-error.js';
import { orIfItThrows } from './or-if-it-throws.js';

/**
 * Turns any error of the Toss app or an SDK into an {@link IapError}, with the original as its `cause`. Never throws.
 *
 * @param doing - what failed, for the message, such as "open the order sheet"
 */
export function toIapError(
  error: unknown,
  doing: string,
  details: Pick<IapErrorDetails, 'charged'> = {},
): IapError {
  if (isIapError(error)) return error;
  const { code, text } = orIfItThrows(() => readForeignError(error), { code: 'UNKNOWN', text: '' });
  const why = text ? `${text.slice(0, FOREIGN_TEXT_LENGTH)} (${code})` : code;
  return new IapError(code, doing, { ...details, why, cause: error });
}
