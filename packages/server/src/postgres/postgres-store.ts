import type { Clock } from '@ait-iap/protocol';
import type { CompiledQuery } from 'kysely';
import { assertSchemaVersion } from '../ledger/assert-schema-version.js';
import { HealthCheck } from '../ledger/health-check.js';
import type {
  LedgerQueries,
  LedgerStore,
  LedgerTransaction,
  MigrationReport,
  StoreHealth,
  TransactionLimits,
} from '../ledger/ledger-store.js';
import { transactionLimit } from '../ledger/transaction-limit.js';
import { assertOutsideTransaction } from '../ledger/transaction-scope.js';
import { migratePostgres, postgresSchemaVersion } from './migrate-postgres.js';
import { toLedgerError } from './postgres-error.js';
import type { PostgresQuery, PostgresSource } from './postgres-source.js';
import { provenTransaction } from './proven-transaction.js';
import { postgresQueryBuilder } from './query-builder.js';

// Building an index on a large table takes longer than any grant may.
const MIGRATION_TIMEOUT_MS = 10 * 60_000;

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
    this.#health = new HealthCheck(clock, { store: this, schemaVersion: () => this.#version() });
  }

  async transaction<Result>(
    work: (ledger: LedgerTransaction<Tx>) => Promise<Result>,
    limits: TransactionLimits = {},
  ): Promise<Result> {
    if (!this.#isChecked) await this.#checkSchema();
    return this.#transact((tx, query) => work({ ...session(query), tx }), limits);
  }

  async read<Result>(work: (ledger: LedgerQueries) => Promise<Result>): Promise<Result> {
    if (!this.#isChecked) await this.#checkSchema();
    return work(session(this.#source.query));
  }

  migrate(): Promise<MigrationReport> {
    return this.#transact((_, query) => migratePostgres(query, this.#clock.now()), {
      timeoutMs: MIGRATION_TIMEOUT_MS,
    });
  }

  health(): Promise<StoreHealth> {
    return this.#health.run();
  }

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

  /**
   * Checks the tables once, so that an application that forgot to migrate gets a clear message, not an error about a
   * missing column.
   */
  #checkSchema(): Promise<void> {
    this.#checking ??= this.#version()
      .then((version) => {
        assertSchemaVersion(version);
        this.#isChecked = true;
      })
      .finally(() => {
        this.#checking = undefined;
      });
    return this.#checking;
  }

  async #version(): Promise<number> {
    try {
      return await postgresSchemaVersion(this.#source.query);
    } catch (error) {
      throw toLedgerError(error);
    }
  }
}

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
