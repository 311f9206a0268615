import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { TABLES } from '../database/story-database.js';
import { type LockHolder, RowLocks } from './row-locks.js';
import { locksOf, type StatementLocks } from './statement-locks.js';

const KEY = 'integer primary key autoincrement';
const COUNTED = ['ait_iap_audit', 'items', 'journal'];

/** A transaction as the server knows it: what it has changed, which nobody else sees before it is committed. */
export class ModelTransaction implements LockHolder {
  ended = false;
  changes: Uint8Array | undefined;
}

type Row = Record<string, unknown>;

/**
 * A database server in memory that runs transactions side by side as PostgreSQL does at READ COMMITTED: each statement sees what is
 * committed by then and what its own transaction has changed; who wants a row that another transaction has changed waits for its
 * end and then reads what it left.
 *
 * SQLite does the work, on what is committed. The changes of an open transaction are kept beside it, put on for each of its
 * statements and taken off again.
 */
export class ModelServer {
  readonly #database = new DatabaseSync(':memory:');
  readonly #statements = new Map<string, StatementSync>();
  readonly #locks = new RowLocks();
  #counter = 0;

  /** @param schema - the statements that make the tables of a ledger */
  constructor(schema: readonly string[]) {
    for (const table of [...schema, ...TABLES(KEY)]) this.#database.exec(table);
    for (const table of COUNTED)
      this.#prepare('insert into sqlite_sequence (name, seq) values (?, 0)').run(table);
  }

  /** Runs one statement that is a transaction of its own, and only reads. */
  read(sql: string, parameters: readonly unknown[] = []): Row[] {
    return this.#all(sql, parameters);
  }

  /** Runs one statement of a transaction, after those who hold its rows have ended. */
  async run(transaction: ModelTransaction, sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    const locks = locksOf(sql, parameters);
    for (const key of locks.keys) await this.#locks.take(`${locks.table}/${key}`, transaction);
    if (transaction.ended) throw new Error('the connection was closed');
    const rows = this.#runOn(transaction, locks, sql, parameters);
    // What a claim has picked is its own from now on; nobody else can have it.
    if (locks.skipsLocked) {
      for (const { order_id } of rows) await this.#locks.take(`${locks.table}/${order_id}`, transaction);
    }
    return rows;
  }

  commit(transaction: ModelTransaction): void {
    if (transaction.ended) throw new Error('the connection was closed');
    const { changes } = transaction;
    if (changes !== undefined && !this.#database.applyChangeset(changes, { onConflict: () => 2 })) {
      throw new Error('The model is wrong: a row changed under a lock.');
    }
    this.end(transaction);
  }

  /** Ends a transaction; what it has changed and not committed is gone. */
  end(transaction: ModelTransaction): void {
    transaction.ended = true;
    transaction.changes = undefined;
    this.#locks.release(transaction);
  }

  close(): void {
    this.#database.close();
  }

  #runOn(
    transaction: ModelTransaction,
    locks: StatementLocks,
    sql: string,
    parameters: readonly unknown[],
  ): Row[] {
    if (!locks.writes && transaction.changes === undefined) return this.#all(sql, parameters);
    this.#prepare('savepoint work').run();
    try {
      if (locks.isAppend) this.#countUp(locks.table);
      if (locks.skipsLocked) this.#hide(locks.table, transaction);
      const session = this.#database.createSession();
      if (transaction.changes !== undefined) this.#database.applyChangeset(transaction.changes);
      const rows = this.#all(sql, parameters);
      if (locks.writes) transaction.changes = session.changeset();
      session.close();
      return rows;
    } finally {
      this.#prepare('rollback to work').run();
      this.#prepare('release work').run();
    }
  }

  /** Keys are counted for all transactions together, as sequences are. */
  #countUp(table: string): void {
    this.#prepare('update sqlite_sequence set seq = ? where name = ?').run(this.#counter++, table);
  }

  /** Takes the rows that others hold out of sight: they are not due, whatever else they are. */
  #hide(table: string, transaction: ModelTransaction): void {
    for (const key of this.#locks.heldByOthers(table, transaction)) {
      const [column, name] =
        table === 'ait_iap_outbox' ? ['next_attempt_at', 'order_id'] : ['next_check_at', 'order_id'];
      this.#prepare(`update ${table} set ${column} = null where ${name} = ?`).run(key);
    }
  }

  #all(sql: string, parameters: readonly unknown[]): Row[] {
    return this.#prepare(sql).all(...(parameters as SQLInputValue[]));
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
