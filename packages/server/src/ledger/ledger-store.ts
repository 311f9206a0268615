import type { CompiledQuery, Kysely } from 'kysely';
import type { LedgerDatabase } from './schema.js';

/** Where the ledger's own queries run: a connection, inside a transaction or outside one. */
export interface LedgerQueries {
  /** Builds queries in the store's dialect. It only compiles: nothing runs before {@link LedgerQueries.query}. */
  readonly sql: Kysely<LedgerDatabase>;
  /** Whether other writers may run at the same time, so that a claim has to skip the rows they hold. */
  readonly skipsLocked: boolean;
  /** Whether a grant and its audit row may be one statement: the database can write two tables in one. */
  readonly grantsWithAudit: boolean;
  /** Runs a query and gives its rows. */
  query<Row>(query: CompiledQuery<Row>): Promise<Row[]>;
}

/** A session inside a transaction, with the handle for the application's own writes. */
export interface LedgerTransaction<Tx> extends LedgerQueries {
  readonly tx: Tx;
}

/** How long a transaction may take. */
export interface TransactionLimits {
  /** How long at most, in milliseconds from now; the store hands it to the database too. Without it: the store's default. */
  readonly timeoutMs?: number;
  /**
   * Aborted: the transaction is rolled back, unless it has been committed already. With a signal the caller keeps the time in
   * this process, and `timeoutMs` is for the database alone.
   */
  readonly signal?: AbortSignal;
}

/** What a store's health check says. */
export interface StoreHealth {
  /** The version of the newest migration that was applied. */
  readonly schemaVersion: number;
  /**
   * How many orders break an invariant, of those that the health checks of this process have looked at. Each check looks at the
   * next 200, so that it costs the same on every ledger. Not 0: run `npx ait-iap-server audit`.
   */
  readonly brokenOrders: number;
}

/** What `migrate()` did. */
export interface MigrationReport {
  /** Versions applied by this call, in order; empty when another process was faster or there was nothing to do. */
  readonly applied: readonly number[];
  readonly schemaVersion: number;
}

/**
 * Where the ledger lives. `Tx` is what `onGrant` and `onRevoke` write with.
 *
 * The one promise everything rests on: what `work` writes through its session and through `tx` is committed together, or
 * not at all, and a resolved `transaction()` is on disk.
 */
export interface LedgerStore<Tx> {
  /** Runs `work` in one transaction: committed when it resolves, rolled back when it rejects or the limits are reached. */
  transaction<Result>(
    work: (ledger: LedgerTransaction<Tx>) => Promise<Result>,
    limits?: TransactionLimits,
  ): Promise<Result>;
  /** Runs reads outside any transaction; they see what was committed, also while another transaction runs. */
  read<Result>(work: (ledger: LedgerQueries) => Promise<Result>): Promise<Result>;
  /** Applies the migrations that are missing, forward only. Safe when several processes call it at once. */
  migrate(): Promise<MigrationReport>;
  /**
   * Rejects when no grant can be written: the database is not there, has other tables, cannot write, or has not answered in 3
   * seconds.
   */
  health(): Promise<StoreHealth>;
  /** Ends the store's own connections. */
  close(): Promise<void>;
}
