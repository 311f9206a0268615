import { IapServerError, type IapServerErrorOptions } from '../errors/iap-server-error.js';

/**
 * Thrown when the ledger's file does not exist, contains no ledger, or was moved or replaced while it was open. Also
 * thrown for a path at which the next start would not find the file again. Nothing was written. No empty ledger is
 * created instead, because it would let every old paid order be redeemed again: `npx ait-iap-server init` creates one
 * on purpose.
 */
export class LedgerMissingError extends IapServerError {
  readonly name = 'LedgerMissingError';
  declare readonly code: 'LEDGER_MISSING';
  readonly retryable = false;

  constructor(message: string, options?: IapServerErrorOptions) {
    super('LEDGER_MISSING', message, options);
  }
}
