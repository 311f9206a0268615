import { IapServerError } from '../errors/iap-server-error.js';

/**
 * Thrown by the `tx` that `onGrant` or `onRevoke` was given when it is used after the callback has ended or run out of time,
 * which is what a forgotten `await` leads to. The write did not happen.
 */
export class TransactionEndedError extends IapServerError {
  readonly name = 'TransactionEndedError';
  declare readonly code: 'TRANSACTION_ENDED';
  readonly retryable = false;

  constructor() {
    super(
      'TRANSACTION_ENDED',
      'Failed to write with tx: its transaction has ended. Await every write inside onGrant or onRevoke.',
    );
  }
}
