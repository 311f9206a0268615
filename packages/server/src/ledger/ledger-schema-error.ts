import { IapServerError, type IapServerErrorOptions } from '../errors/iap-server-error.js';

/**
 * Thrown when the tables of the ledger are missing, too old, or from a newer version of this package. Nothing was
 * written.
 */
export class LedgerSchemaError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  readonly name = 'LedgerSchemaError';
  /** 'LEDGER_SCHEMA': the tables do not fit this version. The message names the command that helps. */
  declare readonly code: 'LEDGER_SCHEMA';
  /** False: the ledger has to be migrated, or the package updated. */
  readonly retryable = false;

  constructor(message: string, options?: IapServerErrorOptions) {
    super('LEDGER_SCHEMA', message, options);
  }
}
