import type { Clock } from '@ait-iap/protocol';
import type { CompiledQuery } from 'kysely';
import type { TimeLimit } from '../clock/time-limit.js';
import { isIapServerError } from '../errors/iap-server-error.js';
import { HealthCheck } from '../ledger/health-check.js';
import type {
  LedgerQueries,
  LedgerStore,
  LedgerTransaction,
  MigrationReport,
  StoreHealth,
  TransactionLimits,
} from '../ledger/ledger-store.js';
import { LedgerUnavailableError } from '../ledger/ledger-unavailable-error.js';
import type { SchemaState } from '../ledger/schema-state.js';
import { transactionLimit } from '../ledger/transaction-limit.js';
import { assertOutsideTransaction, openTransactionScope } from '../ledger/transaction-scope.js';
import { withinHold } from './hold-limit.js';
import { migrateSqlite, sqliteSchema } from './migrate-sqlite.js';
import type { LedgerFile } from './open-ledger-file.js';
import { sqliteQueryBuilder } from './query-builder.js';
import { isBusy, type SqliteConnection } from './sqlite-connection.js';
import type { SqliteTransaction, SqliteValue } from './sqlite-transaction.js';
import { lendConnection } from './transaction-handle.js';
import { WriteLock } from './write-lock.js';

// Another process usually holds the file for a few milliseconds. A grant that calls another system may hold it longer.
const BUSY_PAUSES_MS = [1, 2, 5, 10, 20, 50];

/**
 * A ledger in one SQLite file. One connection writes, one transaction at a time. Another connection reads, so that a
 * read never waits for a grant.
 */
export class SqliteStore implements LedgerStore<SqliteTransaction> {
  readonly #file: LedgerFile;
  readonly #clock: Clock;
  readonly #holdMs: number;
  readonly #health: HealthCheck;
  readonly #lock = new WriteLock();

  /** @internal */
  constructor(file: LedgerFile, clock: Clock, holdMs: number) {
    this.#file = file;
    this.#clock = clock;
    this.#holdMs = holdMs;
    this.#health = new HealthCheck(clock, { store: this, schema: async () => this.#schema() });
  }

  /**
   * Runs `work` in one transaction. Transactions of this store take turns. It resolves when the commit is on disk.
   */
  async transaction<Result>(
    work: (ledger: LedgerTransaction<SqliteTransaction>) => Promise<Result>,
    limits: TransactionLimits = {},
  ): Promise<Result> {
    assertOutsideTransaction(this.#file);
    const limit = transactionLimit(this.#clock, limits);
    try {
      return await this.#lock.run(() => this.#transact(work, limit), limit.signal);
    } finally {
      limit.end();
    }
  }

  /**
   * Runs the application's own writes in a separate transaction, in turn with the grants. Use it for everything that is
   * not a grant or a revocation, such as creating tables or spending a balance.
   */
  write<Result>(work: (tx: SqliteTransaction) => Result | Promise<Result>): Promise<Result> {
    return this.transaction(async ({ tx }) => work(tx));
  }

  /** Runs reads on a connection of their own. They see committed rows, and never wait for a transaction. */
  async read<Result>(
    work: (ledger: LedgerQueries) => Promise<Result>,
    { signal }: TransactionLimits = {},
  ): Promise<Result> {
    signal?.throwIfAborted();
    this.#file.file.assertInPlace();
    return work(session((sql, parameters) => this.#readAll(sql, parameters)));
  }

  /** Applies the missing migrations, forward only. Opening an existing ledger has already done so. */
  migrate(): Promise<MigrationReport> {
    return this.transaction(async () => migrateSqlite(this.#file.writer, this.#clock.now()));
  }

  /**
   * Rejects if no grant can be written: the file was moved, the disk is full, or another process has locked it for 3
   * seconds.
   */
  health(): Promise<StoreHealth> {
    return this.#health.run();
  }

  /** Closes the file after the running transaction, if there is one. */
  async close(): Promise<void> {
    await this.#lock.run(async () => {
      this.#file.writer.close();
      this.#file.reader.close();
    }, new AbortController().signal);
  }

  /**
   * Between two transactions the writer reads: it has the pages of its last commit in memory, which the reader would
   * have to load.
   */
  #readAll<Row>(sql: string, parameters: SqliteValue[]): Row[] {
    const { writer, reader } = this.#file;
    if (writer.inTransaction) return reader.all(sql, parameters);
    try {
      return writer.all(sql, parameters);
    } catch (error) {
      // The reader may wait.
      if (isBusy(error)) return reader.all(sql, parameters);
      throw error;
    }
  }

  #schema(): SchemaState {
    try {
      return sqliteSchema(this.#file.reader);
    } catch (cause) {
      throw unavailable(cause);
    }
  }

  async #transact<Result>(
    work: (ledger: LedgerTransaction<SqliteTransaction>) => Promise<Result>,
    limit: TimeLimit,
  ): Promise<Result> {
    const { writer } = this.#file;
    await this.#begin(limit);
    const handle = lendConnection(writer);
    const scope = openTransactionScope(this.#file);
    try {
      const ledger = { ...session((sql, parameters) => handle.tx.all(sql, ...parameters)), tx: handle.tx };
      const hold = { clock: this.#clock, milliseconds: this.#holdMs, signal: limit.signal };
      const result = await withinHold(
        scope.run(() => work(ledger)),
        hold,
      );
      handle.end();
      handle.assertOwn();
      this.#file.file.assertWritable();
      limit.check();
      commit(writer);
      return result;
    } finally {
      handle.end();
      scope.close();
      if (writer.inTransaction) writer.exec('ROLLBACK');
    }
  }

  /**
   * Waits for other processes without blocking this one, so that this process can end the transaction that they may be
   * waiting for.
   */
  async #begin(limit: TimeLimit): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      limit.check();
      try {
        this.#file.writer.begin();
        return;
      } catch (error) {
        if (!isBusy(error)) throw unavailable(error);
      }
      const pause = BUSY_PAUSES_MS[Math.min(attempt, BUSY_PAUSES_MS.length - 1)] ?? 50;
      await this.#clock.sleep(pause, limit.signal);
    }
  }
}

function session(all: <Row>(sql: string, parameters: SqliteValue[]) => Row[]): LedgerQueries {
  return {
    sql: sqliteQueryBuilder,
    skipsLocked: false,
    grantsWithAudit: false,
    query: async <Row>(query: CompiledQuery<Row>) => {
      try {
        return all<Row>(query.sql, query.parameters as SqliteValue[]);
      } catch (error) {
        throw isIapServerError(error) ? error : unavailable(error);
      }
    },
  };
}

function commit(writer: SqliteConnection): void {
  try {
    writer.commit();
  } catch (cause) {
    throw unavailable(cause);
  }
}

function unavailable(cause: unknown): LedgerUnavailableError {
  return new LedgerUnavailableError(
    'Failed to use the ledger: SQLite refused. Check the disk, its free space and that the store is not closed.',
    { cause },
  );
}
