import type { ErrorCode } from './error-code.js';
import { isKnownErrorCode } from './error-traits.js';
import { IapError, type IapErrorDetails, isIapError } from './iap-error.js';

const CODE_WORD = /\b[A-Z]+(?:_[A-Z]+)+\b/g;
const MESSAGE_MAX_LENGTH = 200;

/**
 * Turns whatever the Toss app or an SDK threw into an {@link IapError}, the original as its `cause`.
 *
 * SDK 2.x puts the code in `error.code`; SDK 3.x has only a message, so a known code is looked for in it. A code
 * that nobody knows yet stays as it is.
 *
 * @param doing - what failed, for the message: "open the order sheet"
 */
export function toIapError(
  error: unknown,
  doing: string,
  details: Pick<IapErrorDetails, 'charged'> = {},
): IapError {
  if (isIapError(error)) return error;
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const text = [message, error].find((word) => typeof word === 'string') ?? '';
  const found = codeOf(code, text);
  const why = text && `${text.slice(0, MESSAGE_MAX_LENGTH)} (${found})`;
  return new IapError(found, doing, { ...details, why: why || found, cause: error });
}

function codeOf(code: unknown, text: string): ErrorCode {
  if (typeof code === 'string' && code !== '') return code;
  return text.match(CODE_WORD)?.find(isKnownErrorCode) ?? 'UNKNOWN';
}
