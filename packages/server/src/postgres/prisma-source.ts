import type { PostgresQuery, PostgresSource } from './postgres-source.js';

/** The part of a Prisma client or transaction that runs a statement. */
export interface PrismaExecutor {
  /** Runs one statement with bound values, and resolves with its rows. */
  $queryRawUnsafe(query: string, ...values: unknown[]): PromiseLike<unknown>;
}

/** The part of a generated `PrismaClient` that is needed here. */
export interface PrismaDatabase<Tx extends PrismaExecutor> extends PrismaExecutor {
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it rejects. Times are in
   * milliseconds.
   */
  $transaction<Result>(
    work: (tx: Tx) => Promise<Result>,
    options?: { maxWait?: number; timeout?: number; isolationLevel?: 'ReadCommitted' },
  ): Promise<Result>;
}

/**
 * Runs the ledger on the application's own Prisma client; `tx` is its interactive transaction (`Prisma.TransactionClient`).
 *
 * "Unsafe" in the name of Prisma's function means that the text is not checked; the ledger's own statements are constant and
 * their values bound.
 *
 * @param prisma - with a PostgreSQL datasource
 */
export function fromPrisma<Tx extends PrismaExecutor>(prisma: PrismaDatabase<Tx>): PostgresSource<Tx> {
  const queryOn =
    (executor: PrismaExecutor): PostgresQuery =>
    async (text, values) =>
      (await executor.$queryRawUnsafe(text, ...values)) as unknown[];
  return {
    query: queryOn(prisma),
    transaction: (work, limits) => {
      const timeout = Math.max(1, Math.ceil(limits.timeoutMs));
      return prisma.$transaction((tx) => work(tx, queryOn(tx)), {
        timeout,
        maxWait: timeout,
        isolationLevel: 'ReadCommitted',
      });
    },
    close: async () => undefined,
  };
}
