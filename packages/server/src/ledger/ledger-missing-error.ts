import { IapServerError, type IapServerErrorOptions } from '../errors/iap-server-error.js';

/**
 * Thrown when the ledger's file does not exist, contains no ledger, or was moved or replaced while it was open. Also
 * thrown for a path at which the next start would not find the file again. Nothing was written. No empty ledger is
 * created instead, because it would let every old paid order be redeemed again: `npx ait-iap-server init` creates one
 * on purpose.
 */
export class LedgerMissingError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  readonly name = 'LedgerMissingError';
  /** 'LEDGER_MISSING': there is no ledger at the given path. */
  declare readonly code: 'LEDGER_MISSING';
  /** False: correct the path, or create the ledger on purpose. */
  readonly retryable = false;

  constructor(message: string, options?: IapServerErrorOptions) {
    super('LEDGER_MISSING', message, options);
  }
}
