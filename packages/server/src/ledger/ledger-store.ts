import type { CompiledQuery, Kysely } from 'kysely';
import type { LedgerDatabase } from './schema.js';

/** Runs the ledger's own queries on a connection, inside or outside a transaction. */
export interface LedgerQueries {
  /** Builds queries in the store's dialect. It only compiles. {@link LedgerQueries.query} runs them. */
  readonly sql: Kysely<LedgerDatabase>;
  /** Whether other writers may run at the same time, so that a claim has to skip rows that they have locked. */
  readonly skipsLocked: boolean;
  /** Whether a grant and its audit row can be one statement: the database can write two tables in one. */
  readonly grantsWithAudit: boolean;
  /** Runs a query and returns its rows. */
  query<Row>(query: CompiledQuery<Row>): Promise<Row[]>;
}

/** The ledger's queries inside a transaction, with the handle for the application's own writes. */
export interface LedgerTransaction<Tx> extends LedgerQueries {
  /** The handle for the application's own writes in this transaction. */
  readonly tx: Tx;
}

/** How long a transaction or a read may take. */
export interface TransactionLimits {
  /**
   * The time limit, in milliseconds from now. The store also passes it to the database. @defaultValue the store's own
   * limit
   */
  readonly timeoutMs?: number;
  /**
   * On abort the transaction is rolled back, unless it is already committed. With a signal the caller keeps the time in
   * this process, and `timeoutMs` is only for the database.
   */
  readonly signal?: AbortSignal;
}

/** The result of a store's health check. */
export interface StoreHealth {
  /** The version of the newest migration that was applied. */
  readonly schemaVersion: number;
  /**
   * How many of the orders that this process has checked break an invariant. Each health check looks at the next 200
   * orders, so that it costs the same on every ledger. If it is not 0, run `npx ait-iap-server audit`.
   */
  readonly brokenOrders: number;
}

/** The result of `migrate()`. */
export interface MigrationReport {
  /** The versions that this call applied, in order. Empty if another process was faster or there was nothing to do. */
  readonly applied: readonly number[];
  /** The version of the tables after the migration. */
  readonly schemaVersion: number;
}

/**
 * Where the ledger lives. `Tx` is what `onGrant` and `onRevoke` write with.
 *
 * Everything depends on one promise: what `work` writes through the ledger's queries and through `tx` is committed
 * together or not at all, and when `transaction()` resolves, it is on disk.
 */
export interface LedgerStore<Tx> {
  /** Runs `work` in one transaction: committed when it resolves, rolled back when it rejects or the limits are reached. */
  transaction<Result>(
    work: (ledger: LedgerTransaction<Tx>) => Promise<Result>,
    limits?: TransactionLimits,
  ): Promise<Result>;
  /**
   * Runs reads outside any transaction. They see committed rows, even while another transaction runs. It rejects when
   * the limits are reached, whatever the database does.
   */
  read<Result>(work: (ledger: LedgerQueries) => Promise<Result>, limits?: TransactionLimits): Promise<Result>;
  /** Applies the missing migrations, forward only. Several processes may call it at once. */
  migrate(): Promise<MigrationReport>;
  /**
   * Rejects if no grant can be written: the database cannot be reached, has other tables, cannot write, or did not
   * answer within 3 seconds.
   */
  health(): Promise<StoreHealth>;
  /** Closes the store's own connections. */
  close(): Promise<void>;
}
