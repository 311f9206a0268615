import { IapServerError, type IapServerErrorOptions } from '../errors/iap-server-error.js';

/**
 * Thrown when application code began or ended a transaction inside the ledger's own. Fix the code before you try again.
 * The message says whether something was written. On PostgreSQL a `SAVEPOINT` is allowed.
 */
export class TransactionControlError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  readonly name = 'TransactionControlError';
  /** 'TRANSACTION_CONTROL': code inside a callback ran BEGIN, COMMIT or ROLLBACK, or released the client. */
  declare readonly code: 'TRANSACTION_CONTROL';
  /** False: the callback does the same again until its code is corrected. */
  readonly retryable = false;

  constructor(message: string = REFUSED, options?: IapServerErrorOptions) {
    super('TRANSACTION_CONTROL', message, options);
  }
}

/** The statement did not run. */
const REFUSED =
  'Failed to run a statement with tx: it would begin or end a transaction, and the ledger has one open. Nothing was written. Throw inside onGrant to roll back, and return to commit.';
