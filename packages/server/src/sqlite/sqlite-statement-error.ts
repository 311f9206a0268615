import { IapServerError } from '../errors/iap-server-error.js';

/**
 * Thrown by `tx` for a statement or a value that SQLite would silently misread: a second statement in one text, a
 * `Date`, a missing value. The statement did not run. A grant in progress is rolled back unless the callback catches
 * the error.
 */
export class SqliteStatementError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  readonly name = 'SqliteStatementError';
  /**
   * 'INVALID_STATEMENT': the text or a value of a statement in `onGrant` or `onRevoke` is wrong, before it reached
   * SQLite.
   */
  declare readonly code: 'INVALID_STATEMENT';
  /** False: the same statement fails again until the code is corrected. */
  readonly retryable = false;

  constructor(problem: string) {
    super('INVALID_STATEMENT', `Failed to run a statement with tx: ${problem}`);
  }
}
