import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { LedgerUnavailableError } from '../ledger/ledger-unavailable-error.js';
import { readStatement, type StatementText } from './read-statement.js';

// The package has about forty statements, and an application adds a few. An application that writes values into the
// text instead of binding them would otherwise fill the memory without limit.
const STATEMENTS_KEPT = 200;

/** A compiled statement, and what is known from its text. */
export interface PreparedStatement extends StatementText {
  /** The statement, compiled for this connection. */
  readonly statement: StatementSync;
}

/** A connection to one SQLite file. It keeps its statements prepared. */
export class SqliteConnection {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, PreparedStatement>();
  readonly #controls = new Map<string, StatementSync>();

  /** @throws LedgerUnavailableError if the file cannot be opened or is not a database */
  constructor(path: string, options: { readonly readOnly: boolean }) {
    try {
      this.#database = new DatabaseSync(path, { readOnly: options.readOnly });
      // FULL: in WAL mode anything less may lose the last commits in a power cut, and a commit here is a promise to the
      // user.
      this.#database.exec(
        options.readOnly
          ? 'PRAGMA busy_timeout = 1000'
          : 'PRAGMA busy_timeout = 1000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON',
      );
      // From here on, the store waits for a lock without blocking the process. See `SqliteStore`.
      if (!options.readOnly) this.#database.exec('PRAGMA busy_timeout = 0');
    } catch (cause) {
      throw new LedgerUnavailableError(
        'Failed to open the ledger: the file cannot be used as a SQLite database. Check its folder and its rights.',
        { cause },
      );
    }
  }

  /** Whether a transaction is open. */
  get inTransaction(): boolean {
    return this.#database.isTransaction;
  }

  /**
   * Begins a transaction that may write. While another connection holds the file, it throws an error that
   * {@link isBusy} recognises.
   */
  begin(): void {
    this.#control('BEGIN IMMEDIATE').run();
  }

  /** Commits the open transaction. */
  commit(): void {
    this.#control('COMMIT').run();
  }

  /** Runs statements without parameters that return no rows. */
  exec(sql: string): void {
    this.#database.exec(sql);
  }

  /**
   * Prepares a statement once.
   *
   * @throws SqliteStatementError if the text is not one statement with `?` for its values
   */
  prepare(sql: string): PreparedStatement {
    const kept = this.#statements.get(sql);
    if (kept !== undefined) return kept;
    if (this.#statements.size >= STATEMENTS_KEPT) this.#statements.clear();
    const statement = this.#database.prepare(sql);
    const prepared = { statement, ...readStatement(sql, statement.sourceSQL) };
    this.#statements.set(sql, prepared);
    return prepared;
  }

  /** Kept apart from the application's statements, which may push each other out of the cache. */
  #control(sql: string): StatementSync {
    const kept = this.#controls.get(sql) ?? this.#database.prepare(sql);
    this.#controls.set(sql, kept);
    return kept;
  }

  /** Runs a statement and returns its rows. */
  all<Row>(sql: string, parameters: readonly SQLInputValue[]): Row[] {
    return this.prepare(sql).statement.all(...parameters) as Row[];
  }

  /** Closes the connection and drops its statements. It does nothing the second time. */
  close(): void {
    this.#statements.clear();
    this.#controls.clear();
    if (this.#database.isOpen) this.#database.close();
  }
}

/** Whether SQLite refused because another connection holds the file. */
export function isBusy(error: unknown): boolean {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' && (code & 0xff) === 5;
}
