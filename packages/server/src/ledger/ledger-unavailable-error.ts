import { IapServerError, type IapServerErrorOptions } from '../errors/iap-server-error.js';

/**
 * Thrown when the database of the ledger cannot be opened or reached, or fails a query. What was being written is not
 * committed, with one exception that the message names: a connection that broke during COMMIT. Asking again is safe either
 * way, because a grant that was committed answers `already_granted`.
 *
 * Not thrown for an error of the application's own `onGrant` or `onRevoke`: that one comes through as it is.
 */
export class LedgerUnavailableError extends IapServerError {
  readonly name = 'LedgerUnavailableError';
  declare readonly code: 'LEDGER_UNAVAILABLE';
  readonly retryable = true;

  constructor(message: string, options?: IapServerErrorOptions) {
    super('LEDGER_UNAVAILABLE', message, options);
  }
}
