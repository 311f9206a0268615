import { IapServerError } from '../errors/iap-server-error.js';

/** Thrown when `tx` is asked to begin or end a transaction, or to do what SQLite cannot do inside one. */
export class TransactionControlError extends IapServerError {
  readonly name = 'TransactionControlError';
  declare readonly code: 'TRANSACTION_CONTROL';
  readonly retryable = false;

  constructor() {
    super(
      'TRANSACTION_CONTROL',
      'Failed to run a statement with tx: it would end the transaction of the ledger. Throw inside onGrant to roll back, and return to commit.',
    );
  }
}
