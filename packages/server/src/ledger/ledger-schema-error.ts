import { IapServerError, type IapServerErrorOptions } from '../errors/iap-server-error.js';

/**
 * Thrown when the tables of the ledger are missing, too old, or from a newer version of this package. Nothing was
 * written.
 */
export class LedgerSchemaError extends IapServerError {
  readonly name = 'LedgerSchemaError';
  declare readonly code: 'LEDGER_SCHEMA';
  readonly retryable = false;

  constructor(message: string, options?: IapServerErrorOptions) {
    super('LEDGER_SCHEMA', message, options);
  }
}
