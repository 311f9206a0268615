import { resolve } from 'node:path';
import type { LedgerStore } from '../ledger/ledger-store.js';
import { isPostgresAddress } from '../options/database-address.js';

/** The name of a database in messages. Never a connection string, which may contain a password. */
export function nameOf(database: string): string {
  return isPostgresAddress(database) ? 'PostgreSQL' : resolve(database);
}

/**
 * Opens a ledger for one command.
 *
 * @param create - whether a SQLite file may be created; PostgreSQL gets its tables by `migrate()`
 */
export async function openDatabase(database: string, create: boolean): Promise<LedgerStore<unknown>> {
  if (isPostgresAddress(database)) {
    const { postgresStore } = await import('../postgres.js');
    return postgresStore(database);
  }
  const { sqliteStore } = await import('../sqlite.js');
  return sqliteStore(create ? resolve(database) : database, { create });
}

/** Opens an existing ledger, and closes it after the work. */
export async function withDatabase<Result>(
  database: string,
  work: (store: LedgerStore<unknown>) => Promise<Result>,
): Promise<Result> {
  const store = await openDatabase(database, false);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
