import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import type { PostgresQuery, PostgresSource } from './postgres-source.js';

/**
 * Runs the ledger on the application's own Kysely instance; `tx` is its `Transaction`, typed with the application's tables. Plugins of
 * the instance, such as `CamelCasePlugin`, work for `tx` and never for the ledger's own queries.
 *
 * @param db - with the PostgreSQL dialect
 */
export function fromKysely<Database>(db: Kysely<Database>): PostgresSource<Transaction<Database>> {
  const queryOn = (executor: Kysely<Database>): PostgresQuery => {
    // They would rename the columns that the ledger reads, and read the texts that it keeps.
    const plain = executor.withoutPlugins();
    return async (text, values) => (await plain.executeQuery(CompiledQuery.raw(text, [...values]))).rows;
  };
  return {
    query: queryOn(db),
    transaction: (work) =>
      db
        .transaction()
        .setIsolationLevel('read committed')
        .execute((tx) => work(tx, queryOn(tx))),
    close: async () => undefined,
  };
}
