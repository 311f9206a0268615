import type { MigrationReport } from '../ledger/ledger-store.js';
import { MIGRATIONS, MIGRATIONS_TABLE } from '../ledger/migrations.js';
import { isNewer, oldestOf, READ_OLDEST, type SchemaState, WRITE_OLDEST } from '../ledger/schema-state.js';
import { COMMIT_GUARD } from './commit-guard.js';
import { sqlState } from './postgres-error.js';
import type { PostgresQuery } from './postgres-source.js';

const DIALECT = {
  autoIncrement: 'bigint generated always as identity primary key',
  bigint: 'bigint',
  commitGuard: COMMIT_GUARD,
};

// A number that no other program of the same database uses for its advisory locks: "ait-iap" as bytes.
const LOCK = '27419386741711216';

// While a migration waits for a table, all other statements wait behind it. So it gives up soon and tries again later.
const LOCK_PATIENCE = "set local lock_timeout = '2s'";

// A ledger that the search path finds stays in its schema. Without this, a schema that was added in front of it, such as that of
// "$user", would get a new, empty ledger, because new tables go into the first schema. An empty ledger grants all old orders again.
const STAY = `select set_config('search_path', quote_ident(nspname) || ', ' || current_setting('search_path'), true)
  from pg_class join pg_namespace on pg_namespace.oid = relnamespace
  where pg_class.oid = to_regclass('ait_iap_migrations')`;

/** Reads the state of the tables in the database. */
export async function postgresSchema(query: PostgresQuery): Promise<SchemaState> {
  const version = await versionOf(query);
  if (!isNewer(version)) return { version };
  const [row] = await query(READ_OLDEST, []);
  return { version, oldest: oldestOf(row) };
}

async function versionOf(query: PostgresQuery): Promise<number> {
  const [table] = await query("select to_regclass('ait_iap_migrations') is not null as present", []);
  if ((table as { present: boolean }).present !== true) return 0;
  const [row] = await query('select max(version) as version from ait_iap_migrations', []);
  return Number((row as { version: number | null }).version ?? 0);
}

/**
 * Applies the missing migrations. Call it inside a transaction: its lock makes a second process wait until the commit. It rejects
 * if others use a table that has to be changed: see {@link isHeldByOthers}.
 */
export async function migratePostgres(query: PostgresQuery, now: number): Promise<MigrationReport> {
  await query(`select pg_advisory_xact_lock(${LOCK})::text`, []);
  await query(LOCK_PATIENCE, []);
  await query(STAY, []);
  await query(MIGRATIONS_TABLE, []);
  const current = await versionOf(query);
  const missing = MIGRATIONS.filter((migration) => migration.version > current);
  for (const migration of missing) {
    for (const statement of migration.statements(DIALECT)) await query(statement, []);
    await query('insert into ait_iap_migrations (version, applied_at) values ($1, $2)', [
      migration.version,
      now,
    ]);
  }
  if (missing.length > 0) await query(WRITE_OLDEST, []);
  return {
    applied: missing.map(({ version }) => version),
    schemaVersion: await versionOf(query),
  };
}

// lock_not_available
const HELD = '55P03';

/** Whether a migration gave up because others used a table. Nothing was changed, and it may be tried again. */
export function isHeldByOthers(error: unknown): boolean {
  return sqlState(error) === HELD;
}
