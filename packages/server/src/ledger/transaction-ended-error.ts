import { IapServerError } from '../errors/iap-server-error.js';

/**
 * Thrown by the `tx` of `onGrant` or `onRevoke` if it is used after the callback has ended or run out of time. The
 * usual cause is a forgotten `await`. That write did not happen. The ledger also throws it if it sees the forgotten
 * `await` before the commit; then nothing was written at all.
 */
export class TransactionEndedError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  readonly name = 'TransactionEndedError';
  /** 'TRANSACTION_ENDED': a write with `tx` came after its transaction. */
  declare readonly code: 'TRANSACTION_ENDED';
  /** False: the callback needs an `await`, or fewer writes in its time. */
  readonly retryable = false;

  constructor(message: string = USED_LATE) {
    super('TRANSACTION_ENDED', message);
  }
}

const USED_LATE =
  'Failed to write with tx: its transaction has ended. Await every write inside onGrant or onRevoke.';
