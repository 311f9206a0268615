import { IapServerError } from '../errors/iap-server-error.js';

/**
 * Thrown by `tx` for a statement or a value that SQLite would silently misread: a second statement in one text, a
 * `Date`, a missing value. The statement did not run. A grant in progress is rolled back unless the callback catches
 * the error.
 */
export class SqliteStatementError extends IapServerError {
  readonly name = 'SqliteStatementError';
  declare readonly code: 'INVALID_STATEMENT';
  readonly retryable = false;

  constructor(problem: string) {
    super('INVALID_STATEMENT', `Failed to run a statement with tx: ${problem}`);
  }
}
