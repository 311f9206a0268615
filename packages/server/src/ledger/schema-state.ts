import { LedgerSchemaError } from './ledger-schema-error.js';
import { OLDEST_VERSION, SCHEMA_VERSION } from './migrations.js';

/** The state of the ledger's tables in a database. */
export interface SchemaState {
  /** The version of the newest migration that was applied; 0 where there is none. */
  readonly version: number;
  /** The oldest version whose packages may work on these tables, where they say so. */
  readonly oldest?: number | undefined;
}

const NAME = 'oldest_version';

/** Reads `oldest`. Only for tables that are newer than this package: old tables do not have it. */
export const READ_OLDEST = `select value from ait_iap_ledger where name = '${NAME}'`;

/** Writes `oldest`. It belongs to the newest migration, so it is written only after one was applied. */
export const WRITE_OLDEST = `insert into ait_iap_ledger (name, value) values ('${NAME}', '${OLDEST_VERSION}')
  on conflict (name) do update set value = excluded.value`;

/** Whether these tables are newer than this package. Then `oldest` has to be read too. */
export function isNewer(version: number): boolean {
  return version > SCHEMA_VERSION;
}

/**
 * Checks that this package may work on the tables in a database: they have its own version, or a newer one that allows it.
 *
 * @throws LedgerSchemaError if they are older, or too new
 */
export function assertSchema({ version, oldest }: SchemaState): void {
  if (version === SCHEMA_VERSION) return;
  if (version < SCHEMA_VERSION) {
    throw new LedgerSchemaError(
      `Failed to use the ledger: its schema is version ${version}, and version ${SCHEMA_VERSION} is needed. Run: npx ait-iap-server migrate.`,
    );
  }
  if (oldest !== undefined && oldest <= SCHEMA_VERSION) return;
  throw new LedgerSchemaError(
    `Failed to use the ledger: its schema is version ${version}, newer than the ${SCHEMA_VERSION} of this package. Update @ait-iap/server.`,
  );
}

/** Reads the row that {@link READ_OLDEST} gives. */
export function oldestOf(row: unknown): number | undefined {
  const oldest = Number((row as { readonly value?: unknown } | undefined)?.value);
  return Number.isInteger(oldest) ? oldest : undefined;
}
