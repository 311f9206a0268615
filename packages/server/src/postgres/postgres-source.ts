import type { TransactionFrame } from './transaction-frame.js';

/**
 * Runs one statement with `$1`-style parameters and gives its rows. `signal` is aborted when the caller no longer waits.
 * A source that can close its connection then should do so, because a server that says nothing would keep it. The store
 * itself stops waiting in any case.
 */
export type PostgresQuery = (
  text: string,
  values: readonly unknown[],
  signal?: AbortSignal,
) => Promise<readonly unknown[]>;

/** How long a transaction may take. */
export interface PostgresSourceLimits {
  /**
   * The time limit, in milliseconds from now. The store passes it to the server and ends the work itself. A source
   * needs it only if its tool has its own limit.
   */
  readonly timeoutMs: number;
  /** Aborted when the caller no longer waits. A source that can roll its transaction back at once should do so. */
  readonly signal: AbortSignal;
  /**
   * For a source that sends the store's first and last statement itself. See `framed` of
   * {@link PostgresSource.transaction}.
   */
  readonly frame: TransactionFrame;
}

/**
 * Runs statements and transactions on PostgreSQL through the tool that the application uses. This package has sources
 * for `pg`, Kysely, Drizzle and Prisma. Write your own for another tool.
 *
 * `Tx` is the tool's own transaction. `onGrant` and `onRevoke` get it. A source does not have to guard it: in every
 * transaction the store proves that it commits the one that it opened, and keeps the time limit.
 *
 * @example
 * const source: PostgresSource<PoolClient> = {
 *   query: async (text, values) => (await pool.query(text, [...values])).rows,
 *   async transaction(work) {
 *     const client = await pool.connect();
 *     try {
 *       await client.query('begin');
 *       const result = await work(client, async (text, values) => (await client.query(text, [...values])).rows);
 *       await client.query('commit');
 *       return result;
 *     } catch (error) {
 *       await client.query('rollback');
 *       throw error;
 *     } finally {
 *       client.release();
 *     }
 *   },
 *   close: async () => undefined,
 * };
 */
export interface PostgresSource<Tx> {
  /** Runs one statement outside any transaction. */
  readonly query: PostgresQuery;
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it rejects. `query` runs on that transaction's
   * connection. READ COMMITTED or stricter.
   *
   * `framed` makes it faster, and may be left out. A source that passes `true` has sent `limits.frame.opening` in one
   * message with its BEGIN. It sends `closing` in one message before its COMMIT, and `undoing` before its ROLLBACK. If
   * one of these fails, it rejects with that error.
   */
  transaction<Result>(
    work: (tx: Tx, query: PostgresQuery, framed?: boolean) => Promise<Result>,
    limits: PostgresSourceLimits,
  ): Promise<Result>;
  /** Closes what the source opened itself. Never closes what was passed in. */
  close(): Promise<void>;
}
