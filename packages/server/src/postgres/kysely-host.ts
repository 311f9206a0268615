import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import { limitStatements, type PostgresHost, type PostgresQuery } from './postgres-host.js';

/**
 * Runs the ledger on the application's own Kysely instance; `tx` is its `Transaction`, typed with the application's tables.
 *
 * @param db - with the PostgreSQL dialect
 */
export function fromKysely<Database>(db: Kysely<Database>): PostgresHost<Transaction<Database>> {
  const queryOn =
    (executor: Kysely<Database>): PostgresQuery =>
    async (text, values) =>
      (await executor.executeQuery(CompiledQuery.raw(text, [...values]))).rows;
  return {
    reportsFailedCommit: false,
    query: queryOn(db),
    transaction: (work, limits) =>
      db
        .transaction()
        .setIsolationLevel('read committed')
        .execute(async (tx) => {
          const query = queryOn(tx);
          await limitStatements(query, limits);
          return work(tx, query);
        }),
    close: async () => undefined,
  };
}
