import { errorCodes } from '../errors/error-codes.js';
import { type IapServerError, isIapServerError } from '../errors/iap-server-error.js';
import { PartnerTransportError } from '../errors/partner-transport-error.js';
import { withoutSecrets } from '../errors/without-secrets.js';
import { tlsError, tlsFailure } from './tls-failure.js';

/**
 * Turns an error of a transport into an error of this package.
 *
 * @param secrets - texts that the error must not repeat, such as the user key
 */
export function transportFailure(error: unknown, secrets: readonly string[]): IapServerError {
  if (isIapServerError(error)) return error;
  const cause = withoutSecrets(error, secrets);
  const failure = tlsFailure(error);
  if (failure !== undefined) return tlsError(failure, cause);
  // The innermost code comes from the system, the outer ones from the library.
  return new PartnerTransportError(errorCodes(error).at(-1), { cause });
}
