import type { MigrationReport } from '../ledger/ledger-store.js';
import { MIGRATIONS, MIGRATIONS_TABLE } from '../ledger/migrations.js';
import { COMMIT_GUARD } from './commit-guard.js';
import type { PostgresQuery } from './postgres-source.js';

const DIALECT = {
  autoIncrement: 'bigint generated always as identity primary key',
  bigint: 'bigint',
  commitGuard: COMMIT_GUARD,
};

// A number that no other program of the same database uses for its advisory locks: "ait-iap" as bytes.
const LOCK = '27419386741711216';

/** The version of the newest migration that was applied; 0 where there is none. */
export async function postgresSchemaVersion(query: PostgresQuery): Promise<number> {
  const [table] = await query("select to_regclass('ait_iap_migrations') is not null as present", []);
  if ((table as { present: boolean }).present !== true) return 0;
  const [row] = await query('select max(version) as version from ait_iap_migrations', []);
  return Number((row as { version: number | null }).version ?? 0);
}

/**
 * Applies the missing migrations. Call it inside a transaction: its lock makes a second process wait until the commit.
 */
export async function migratePostgres(query: PostgresQuery, now: number): Promise<MigrationReport> {
  await query(`select pg_advisory_xact_lock(${LOCK})::text`, []);
  await query(MIGRATIONS_TABLE, []);
  const current = await postgresSchemaVersion(query);
  const missing = MIGRATIONS.filter((migration) => migration.version > current);
  for (const migration of missing) {
    for (const statement of migration.statements(DIALECT)) await query(statement, []);
    await query('insert into ait_iap_migrations (version, applied_at) values ($1, $2)', [
      migration.version,
      now,
    ]);
  }
  return {
    applied: missing.map(({ version }) => version),
    schemaVersion: await postgresSchemaVersion(query),
  };
}
