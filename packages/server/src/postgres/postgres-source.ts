import type { TransactionFrame } from './transaction-frame.js';

/** Runs one statement with `$1`-style parameters and gives its rows. */
export type PostgresQuery = (text: string, values: readonly unknown[]) => Promise<readonly unknown[]>;

/** How long a transaction may take. */
export interface PostgresSourceLimits {
  /**
   * How long at most, in milliseconds from now. The store hands it to the server and ends the work by itself: a source needs it
   * only where its tool has a limit of its own.
   */
  readonly timeoutMs: number;
  /** Aborted when nobody waits any more. A source that can take its transaction back at once does so. */
  readonly signal: AbortSignal;
  /** For a source that sends the store's first and last statement itself: see `framed` of {@link PostgresSource.transaction}. */
  readonly frame: TransactionFrame;
}

/**
 * A way to run statements and transactions on PostgreSQL: what `postgresStore` needs of the tool that the application uses.
 * Given here for `pg`, Kysely, Drizzle and Prisma; write your own for another.
 *
 * `Tx` is the tool's own transaction, and what `onGrant` and `onRevoke` get. A source needs no guard of its own: the store proves
 * in every transaction that the one that commits is the one that was opened, and keeps its time limit.
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
   * `framed` is for speed, and may be left out: a source that says `true` has sent `limits.frame.opening` in one message with its
   * BEGIN, sends `closing` in one message before its COMMIT, and `undoing` before its ROLLBACK. What these fail with, it rejects with.
   */
  transaction<Result>(
    work: (tx: Tx, query: PostgresQuery, framed?: boolean) => Promise<Result>,
    limits: PostgresSourceLimits,
  ): Promise<Result>;
  /** Ends what the source opened itself, and nothing that was passed in. */
  close(): Promise<void>;
}
