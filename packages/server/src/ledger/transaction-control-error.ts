import { IapServerError, type IapServerErrorOptions } from '../errors/iap-server-error.js';

/**
 * Thrown when application code began or ended a transaction inside the ledger's own. Fix the code before you try again.
 * The message says whether something was written. On PostgreSQL a `SAVEPOINT` is allowed.
 */
export class TransactionControlError extends IapServerError {
  readonly name = 'TransactionControlError';
  declare readonly code: 'TRANSACTION_CONTROL';
  readonly retryable = false;

  constructor(message: string = REFUSED, options?: IapServerErrorOptions) {
    super('TRANSACTION_CONTROL', message, options);
  }
}

/** The statement did not run. */
const REFUSED =
  'Failed to run a statement with tx: it would begin or end a transaction, and the ledger has one open. Nothing was written. Throw inside onGrant to roll back, and return to commit.';
