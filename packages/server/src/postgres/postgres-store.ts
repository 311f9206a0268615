import type { Clock } from '@ait-iap/protocol';
import type { CompiledQuery } from 'kysely';
import { HealthCheck } from '../ledger/health-check.js';
import type {
  LedgerQueries,
  LedgerStore,
  LedgerTransaction,
  MigrationReport,
  StoreHealth,
  TransactionLimits,
} from '../ledger/ledger-store.js';
import { LedgerTimeoutError } from '../ledger/ledger-timeout-error.js';
import { assertSchema, type SchemaState } from '../ledger/schema-state.js';
import { transactionLimit, withinReadLimit } from '../ledger/transaction-limit.js';
import { assertOutsideTransaction } from '../ledger/transaction-scope.js';
import { isHeldByOthers, migratePostgres, postgresSchema } from './migrate-postgres.js';
import { toLedgerError } from './postgres-error.js';
import type { PostgresQuery, PostgresSource } from './postgres-source.js';
import { provenTransaction } from './proven-transaction.js';
import { postgresQueryBuilder } from './query-builder.js';

// Building an index on a large table takes longer than any grant may.
const MIGRATION_TIMEOUT_MS = 10 * 60_000;

// Long enough for those who had to wait for it to get their turn.
const MIGRATION_PAUSE_MS = 3_000;

/** A ledger in PostgreSQL, for any number of machines. */
export class PostgresStore<Tx> implements LedgerStore<Tx> {
  readonly #source: PostgresSource<Tx>;
  readonly #clock: Clock;
  readonly #health: HealthCheck;
  #isChecked = false;
  #checking: Promise<void> | undefined;

  /** @internal */
  constructor(source: PostgresSource<Tx>, clock: Clock) {
    this.#source = source;
    this.#clock = clock;
    this.#health = new HealthCheck(clock, { store: this, schema: (limits) => this.#schema(limits) });
  }

  /**
   * Runs `work` in one transaction, and checks the version of the tables before the first one. Committed only if it
   * is certain that the ledger's own transaction commits.
   */
  async transaction<Result>(
    work: (ledger: LedgerTransaction<Tx>) => Promise<Result>,
    limits: TransactionLimits = {},
  ): Promise<Result> {
    if (!this.#isChecked) await this.#checkSchema();
    return this.#transact((tx, query) => work({ ...session(query), tx }), limits);
  }

  /** Runs reads outside any transaction. They see committed rows, and end at the limits. */
  async read<Result>(
    work: (ledger: LedgerQueries) => Promise<Result>,
    limits: TransactionLimits = {},
  ): Promise<Result> {
    if (!this.#isChecked) await this.#checkSchema();
    return this.#query((query) => work(session(query)), limits);
  }

  /**
   * Applies the missing migrations, forward only. While a table is in use, it gives up after two seconds, pauses and
   * tries again, so that grants do not wait.
   */
  async migrate(): Promise<MigrationReport> {
    const until = this.#clock.now() + MIGRATION_TIMEOUT_MS;
    for (;;) {
      try {
        return await this.#transact((_, query) => migratePostgres(query, this.#clock.now()), {
          timeoutMs: MIGRATION_TIMEOUT_MS,
        });
      } catch (error) {
        if (!isHeldByOthers(error)) throw error;
        if (this.#clock.now() >= until) throw new LedgerTimeoutError(HELD, { cause: error });
      }
      await this.#clock.sleep(MIGRATION_PAUSE_MS);
    }
  }

  /**
   * Rejects if no grant can be written: the server cannot be reached, has other tables, or did not answer within 3
   * seconds.
   */
  health(): Promise<StoreHealth> {
    return this.#health.run();
  }

  /** Closes what the source has opened. A pool or client that you passed in stays open. */
  close(): Promise<void> {
    return this.#source.close();
  }

  async #transact<Result>(
    work: (tx: Tx, query: PostgresQuery) => Promise<Result>,
    limits: TransactionLimits,
  ): Promise<Result> {
    assertOutsideTransaction(this.#source);
    const limit = transactionLimit(this.#clock, limits);
    try {
      limit.check();
      return await provenTransaction(this.#source, work, limit);
    } finally {
      limit.end();
    }
  }

  /** Runs statements outside any transaction. A server or a network that says nothing ends them with their limit. */
  #query<Result>(
    work: (query: PostgresQuery) => Promise<Result>,
    limits: TransactionLimits = {},
  ): Promise<Result> {
    return withinReadLimit(this.#clock, limits, (signal) =>
      work((text, values) => this.#source.query(text, values, signal)),
    );
  }

  /**
   * Checks the tables once, so that an application that forgot to migrate gets a clear message, not an error about a
   * missing column.
   */
  #checkSchema(): Promise<void> {
    this.#checking ??= this.#schema()
      .then((found) => {
        assertSchema(found);
        this.#isChecked = true;
      })
      .finally(() => {
        this.#checking = undefined;
      });
    return this.#checking;
  }

  async #schema(limits?: TransactionLimits): Promise<SchemaState> {
    try {
      return await this.#query(postgresSchema, limits);
    } catch (error) {
      throw toLedgerError(error);
    }
  }
}

const HELD =
  'a migration has waited ten minutes for tables that others use. Look in pg_stat_activity for a long transaction, such as a backup, and run it again when that has ended';

function rethrow(error: unknown): never {
  throw toLedgerError(error);
}

function session(query: PostgresQuery): LedgerQueries {
  return {
    sql: postgresQueryBuilder,
    skipsLocked: true,
    grantsWithAudit: true,
    query: <Row>(compiled: CompiledQuery<Row>) =>
      query(compiled.sql, compiled.parameters).then(undefined, rethrow) as Promise<Row[]>,
  };
}
