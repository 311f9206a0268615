import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { LedgerDatabase } from '../ledger/schema.js';

/** Builds the ledger's queries for SQLite. It has no connection: `SqliteConnection` runs the compiled queries. */
export const sqliteQueryBuilder = new Kysely<LedgerDatabase>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});
