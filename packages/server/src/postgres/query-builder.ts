import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { LedgerDatabase } from '../ledger/schema.js';

/** Builds the ledger's queries for PostgreSQL. It has no connection: a `PostgresSource` runs the compiled queries. */
export const postgresQueryBuilder = new Kysely<LedgerDatabase>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});
