import { TransactionControlError } from '../ledger/transaction-control-error.js';
import { TransactionEndedError } from '../ledger/transaction-ended-error.js';
import { checkParameters } from './check-parameters.js';
import type { SqliteConnection } from './sqlite-connection.js';
import type { SqliteTransaction, SqliteValue } from './sqlite-transaction.js';

/** A `tx` for the application, and the way to end it. */
export interface TransactionHandle {
  readonly tx: SqliteTransaction;
  /** @throws TransactionControlError if the open transaction is not the one that was begun */
  assertOwn(): void;
  end(): void;
}

const ROLLED_BACK =
  'Failed to commit: a statement failed in a way that made SQLite roll the whole transaction back (OR ROLLBACK, RAISE(ROLLBACK), a full disk), so nothing was written. Do not catch its error.';

/**
 * Lends the connection to application code for one transaction. All transactions of a process share one connection, so
 * a handle that is used later would write into another transaction.
 *
 * No statement of the handle can begin or end a transaction. After each statement SQLite is asked whether the
 * transaction is still open. So the transaction that is open at the end is the one that was begun.
 */
export function lendConnection(connection: SqliteConnection): TransactionHandle {
  let ended = false;
  let lost: TransactionControlError | undefined;
  const lose = (error: TransactionControlError) => {
    lost ??= error;
    return error;
  };
  const run = <Result>(
    sql: string,
    parameters: readonly SqliteValue[],
    use: (statement: ReturnType<SqliteConnection['prepare']>['statement']) => Result,
  ): Result => {
    if (ended) throw new TransactionEndedError();
    if (lost !== undefined) throw lost;
    const { statement, control, places } = connection.prepare(sql);
    // Remembered, because a callback that catches the error does not know what it would commit.
    if (control) throw lose(new TransactionControlError());
    checkParameters(parameters, places);
    try {
      return use(statement);
    } finally {
      if (!connection.inTransaction) lose(new TransactionControlError(ROLLED_BACK));
    }
  };
  return {
    tx: {
      run: (sql, ...parameters) =>
        run(sql, parameters, (statement) => ({ changes: Number(statement.run(...parameters).changes) })),
      get: <Row>(sql: string, ...parameters: SqliteValue[]) =>
        run(sql, parameters, (statement) => statement.get(...parameters) as Row | undefined),
      all: <Row>(sql: string, ...parameters: SqliteValue[]) =>
        run(sql, parameters, (statement) => statement.all(...parameters) as Row[]),
    },
    assertOwn: () => {
      if (lost !== undefined) throw lost;
    },
    end: () => {
      ended = true;
    },
  };
}
