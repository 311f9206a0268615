/** Runs one statement with `$1`-style parameters and gives its rows. */
export type PostgresQuery = (text: string, values: readonly unknown[]) => Promise<readonly unknown[]>;

/** How long a transaction may take. */
export interface PostgresHostLimits {
  /** How long at most, in whole milliseconds from now; hand it to the server as `statement_timeout`. */
  readonly timeoutMs: number;
  /** Aborted when nobody waits any more. A host that can take its transaction back at once does so. */
  readonly signal: AbortSignal;
}

/**
 * A way to run statements and transactions on PostgreSQL: what `postgresStore` needs of the tool that the application uses.
 * Given here for `pg`, Kysely, Drizzle and Prisma; write your own for another.
 *
 * `Tx` is the tool's own transaction, and what `onGrant` and `onRevoke` get.
 */
export interface PostgresHost<Tx> {
  /**
   * Whether `transaction` rejects when the server rolls back at COMMIT, which it does without an error after a statement that
   * failed and whose error was caught.
   */
  readonly reportsFailedCommit: boolean;
  /** Runs one statement outside any transaction. */
  readonly query: PostgresQuery;
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it rejects. `query` runs on that transaction's
   * connection. READ COMMITTED or stricter.
   */
  transaction<Result>(
    work: (tx: Tx, query: PostgresQuery) => Promise<Result>,
    limits: PostgresHostLimits,
  ): Promise<Result>;
  /** Ends what the host opened itself, and nothing that was passed in. */
  close(): Promise<void>;
}

/** Hands the time limit to the server, for the rest of the transaction. */
export async function limitStatements(
  query: PostgresQuery,
  { timeoutMs }: PostgresHostLimits,
): Promise<void> {
  await query("select set_config('statement_timeout', $1, true)", [
    String(Math.max(1, Math.ceil(timeoutMs))),
  ]);
}
