import type { MigrationReport } from '../ledger/ledger-store.js';
import { isPostgresAddress } from '../options/database-address.js';
import type { CommandInput } from './command.js';
import { nameOf, openDatabase } from './open-database.js';

/** `init` creates the ledger, once. `migrate` updates an existing one and never creates a SQLite file. */
export async function migrateCommand(
  create: boolean,
  { database, json, out }: CommandInput,
): Promise<number> {
  const { applied, schemaVersion } = await migrate(database, create);
  if (json) out(JSON.stringify({ applied, schemaVersion }));
  else if (applied.length === 0) out(`Nothing to do: version ${schemaVersion}. (이미 최신이에요.)`);
  else
    out(
      `Applied ${applied.join(', ')}: version ${schemaVersion} in ${nameOf(database)}. (${applied.length}단계를 적용했어요.)`,
    );
  return 0;
}

async function migrate(database: string, create: boolean): Promise<MigrationReport> {
  if (isPostgresAddress(database)) {
    const store = await openDatabase(database, create);
    return store.migrate().finally(() => store.close());
  }
  // Opening a SQLite file migrates it, so opening it tells what was done.
  const { openLedgerFile } = await import('../sqlite/open-ledger-file.js');
  const path = create ? nameOf(database) : database;
  const file = openLedgerFile(path, create ? 'if-missing' : 'never', Date.now);
  file.writer.close();
  file.reader.close();
  return file;
}
