import { IapServerError, type IapServerErrorOptions } from '../errors/iap-server-error.js';

/**
 * Thrown when the database of the ledger cannot be opened or reached, or fails a query. The write was not committed,
 * with one exception that the message names: a connection that broke during COMMIT. It is safe to ask again in both
 * cases, because a committed grant answers `already_granted`.
 *
 * Not thrown for an error of the application's own `onGrant` or `onRevoke`: `grant` reports that one as a
 * `GrantCallbackError`.
 */
export class LedgerUnavailableError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  readonly name = 'LedgerUnavailableError';
  /** 'LEDGER_UNAVAILABLE': the database could not be used. An order that the user has paid stays pending. */
  declare readonly code: 'LEDGER_UNAVAILABLE';
  /** True: a repeated call never grants twice. */
  readonly retryable = true;

  constructor(message: string, options?: IapServerErrorOptions) {
    super('LEDGER_UNAVAILABLE', message, options);
  }
}
