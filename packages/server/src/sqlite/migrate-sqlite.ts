import type { MigrationReport } from '../ledger/ledger-store.js';
import { MIGRATIONS, MIGRATIONS_TABLE } from '../ledger/migrations.js';
import { isNewer, oldestOf, READ_OLDEST, type SchemaState, WRITE_OLDEST } from '../ledger/schema-state.js';
import type { SqliteConnection } from './sqlite-connection.js';

const DIALECT = { autoIncrement: 'integer primary key autoincrement', bigint: 'integer', commitGuard: [] };

/** The version of the newest migration that was applied; 0 for a new file. */
export function sqliteSchemaVersion(connection: SqliteConnection): number {
  const table = connection.all(
    "select 1 from sqlite_master where type = 'table' and name = 'ait_iap_migrations'",
    [],
  );
  if (table.length === 0) return 0;
  const [row] = connection.all<{ version: number | null }>(
    'select max(version) as version from ait_iap_migrations',
    [],
  );
  return row?.version ?? 0;
}

/** Reads the state of the tables in the file. */
export function sqliteSchema(connection: SqliteConnection): SchemaState {
  const version = sqliteSchemaVersion(connection);
  return isNewer(version) ? { version, oldest: oldestOf(connection.all(READ_OLDEST, [])[0]) } : { version };
}

/** Applies the missing migrations. Call it inside a write transaction: its lock makes a second process wait. */
export function migrateSqlite(connection: SqliteConnection, now: number): MigrationReport {
  connection.exec(MIGRATIONS_TABLE);
  const current = sqliteSchemaVersion(connection);
  const missing = MIGRATIONS.filter((migration) => migration.version > current);
  for (const migration of missing) {
    for (const statement of migration.statements(DIALECT)) connection.exec(statement);
    connection
      .prepare('insert into ait_iap_migrations (version, applied_at) values (?, ?)')
      .statement.run(migration.version, now);
  }
  if (missing.length > 0) connection.exec(WRITE_OLDEST);
  return { applied: missing.map(({ version }) => version), schemaVersion: sqliteSchemaVersion(connection) };
}
