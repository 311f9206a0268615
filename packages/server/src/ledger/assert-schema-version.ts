import { LedgerSchemaError } from './ledger-schema-error.js';
import { SCHEMA_VERSION } from './migrations.js';

/**
 * Checks that the tables have the version that this package needs.
 *
 * @throws LedgerSchemaError if they are older or newer
 */
export function assertSchemaVersion(found: number): void {
  if (found === SCHEMA_VERSION) return;
  throw new LedgerSchemaError(
    found < SCHEMA_VERSION
      ? `Failed to use the ledger: its schema is version ${found}, and version ${SCHEMA_VERSION} is needed. Run: npx ait-iap-server migrate.`
      : `Failed to use the ledger: its schema is version ${found}, newer than the ${SCHEMA_VERSION} of this package. Update @ait-iap/server.`,
  );
}
