import type { SQLInputValue } from 'node:sqlite';

/** A value that SQLite can hold. */
export type SqliteValue = SQLInputValue;

/** What a write changed. */
export interface SqliteChanges {
  /** How many rows. */
  readonly changes: number;
}

/**
 * The handle for the application's own writes: `onGrant(tx, order)` and `onRevoke(tx, order)` get one. What it writes is
 * committed together with the ledger's own rows, or not at all.
 *
 * It is synchronous, as `node:sqlite` is. Parameters are bound, in order, to the `?` of the statement: one statement, and one
 * value for each `?`. A `Date`, a boolean, an object or `undefined` is refused with `SqliteStatementError`. While the transaction
 * runs nothing else writes to the file, so do not wait for a network inside it. After it every method throws
 * `TransactionEndedError`. Transactions cannot be nested, ended or begun with it: `TransactionControlError`.
 *
 * @example
 * tx.run('update wallets set coins = coins + ? where user_key = ?', 100, order.userKey);
 */
export interface SqliteTransaction {
  /** Runs a statement that gives no rows. */
  run(sql: string, ...parameters: SqliteValue[]): SqliteChanges;
  /** Runs a query and gives its first row, or `undefined`. */
  get<Row = Record<string, SqliteValue>>(sql: string, ...parameters: SqliteValue[]): Row | undefined;
  /** Runs a query and gives all its rows. */
  all<Row = Record<string, SqliteValue>>(sql: string, ...parameters: SqliteValue[]): Row[];
}
