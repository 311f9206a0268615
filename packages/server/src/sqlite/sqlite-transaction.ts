import type { SQLInputValue } from 'node:sqlite';

/** A value that SQLite can hold. */
export type SqliteValue = SQLInputValue;

/** What a write changed. */
export interface SqliteChanges {
  /** How many rows. */
  readonly changes: number;
}

/**
 * The handle for the application's own writes. `onGrant(tx, order)` and `onRevoke(tx, order)` get one. Its writes are
 * committed together with the ledger's own rows, or not at all.
 *
 * It is synchronous, like `node:sqlite`. Pass one statement, with one value for each `?`, in order. A `Date`, a
 * boolean, an object or `undefined` is refused with a `SqliteStatementError`. While the transaction runs, nothing else
 * can write to the file, so do not wait for the network inside it. After the transaction every method throws
 * `TransactionEndedError`. A statement that would begin or end a transaction throws `TransactionControlError`.
 *
 * @example
 * tx.run('update wallets set coins = coins + ? where user_key = ?', 100, order.userKey);
 */
export interface SqliteTransaction {
  /** Runs a statement that returns no rows. */
  run(sql: string, ...parameters: SqliteValue[]): SqliteChanges;
  /** Runs a query and returns its first row, or `undefined`. */
  get<Row = Record<string, SqliteValue>>(sql: string, ...parameters: SqliteValue[]): Row | undefined;
  /** Runs a query and returns all its rows. */
  all<Row = Record<string, SqliteValue>>(sql: string, ...parameters: SqliteValue[]): Row[];
}
