import type { MigrationReport } from '../ledger/ledger-store.js';

/** Applies the migrations that are missing to a PostgreSQL database or a SQLite file. */
export async function migrateDatabase(database: string): Promise<MigrationReport> {
  if (!/^postgres(ql)?:\/\//.test(database)) {
    const { openLedgerFile } = await import('../sqlite/open-ledger-file.js');
    const { applied, schemaVersion, writer, reader } = openLedgerFile(database, Date.now);
    writer.close();
    reader.close();
    return { applied, schemaVersion };
  }
  const { postgresStore } = await import('../postgres.js');
  const store = postgresStore(database);
  try {
    return await store.migrate();
  } finally {
    await store.close();
  }
}
