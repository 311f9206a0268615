import * as z from 'zod/mini';
import { MINIAPP_NOT_REGISTERED_ERROR_CODE, RATE_LIMIT_ERROR_CODE } from './paths.js';

/**
 * The error code as a word, so that one comparison finds it. A number is read as its digits; any other value is read as
 * missing.
 */
export const errorCodeSchema = z.optional(z.pipe(z.unknown(), z.transform(readErrorCode)));

function readErrorCode(errorCode: unknown): string | undefined {
  if (typeof errorCode === 'number') return String(errorCode);
  return typeof errorCode === 'string' && errorCode.trim() !== '' ? errorCode.trim() : undefined;
}

/** The error object of an answer of the partner API. */
interface ErrorCodeCarrier {
  /** The platform's code as text, such as `4095`. Missing if the answer names none. */
  readonly errorCode?: string | undefined;
}

/** Whether an error of the partner API says that there were too many requests. */
export function isRateLimited({ errorCode }: ErrorCodeCarrier): boolean {
  return errorCode === RATE_LIMIT_ERROR_CODE;
}

/**
 * Whether an error of the partner API says that the certificate's mini-app is not registered: a fault in the set-up,
 * which asking again does not fix.
 */
export function isMiniAppNotRegistered({ errorCode }: ErrorCodeCarrier): boolean {
  return errorCode === MINIAPP_NOT_REGISTERED_ERROR_CODE;
}
