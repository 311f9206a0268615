import type { Clock } from '@ait-iap/protocol';
import { systemClock } from './clock/system-clock.js';
import { openLedgerFile } from './sqlite/open-ledger-file.js';
import { SqliteStore } from './sqlite/sqlite-store.js';

export { TransactionControlError } from './ledger/transaction-control-error.js';
export { SqliteStatementError } from './sqlite/sqlite-statement-error.js';
export type { SqliteStore } from './sqlite/sqlite-store.js';
export type { SqliteChanges, SqliteTransaction, SqliteValue } from './sqlite/sqlite-transaction.js';

/** How a SQLite ledger is opened. */
export interface SqliteStoreOptions {
  /** @defaultValue the machine's clock */
  readonly clock?: Clock;
}

/**
 * Opens a ledger in one file, on one machine: the file, its folder and its tables are made where they are missing.
 *
 * WAL with `synchronous=FULL`, so what was committed survives a power cut. Several processes of one machine may use the same
 * file; they take turns in writing. A file on a network drive is not safe, as nowhere with SQLite.
 *
 * @param path - of the file, such as `.ait-iap/ledger.db`; memory is refused
 * @throws LedgerUnavailableError if the file cannot be used as a database
 * @throws LedgerSchemaError if a newer version of this package has used it
 */
export function sqliteStore(path: string, options: SqliteStoreOptions = {}): SqliteStore {
  const clock = options.clock ?? systemClock;
  return new SqliteStore(
    openLedgerFile(path, () => clock.now()),
    clock,
  );
}
