import { IapServerError, type IapServerErrorOptions } from '../errors/iap-server-error.js';

/**
 * Thrown when the file that holds the ledger is not there, holds no ledger, or was moved or replaced while it was open; and when
 * its path is none at which the next start would find it again. Nothing was written. An empty ledger in its place would let
 * every old paid order be redeemed again, so none is made: creating one is a word of its own.
 */
export class LedgerMissingError extends IapServerError {
  readonly name = 'LedgerMissingError';
  declare readonly code: 'LEDGER_MISSING';
  readonly retryable = false;

  constructor(message: string, options?: IapServerErrorOptions) {
    super('LEDGER_MISSING', message, options);
  }
}
