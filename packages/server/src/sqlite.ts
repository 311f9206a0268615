import type { Clock } from '@ait-iap/protocol';
import { systemClock } from './clock/system-clock.js';
import { FulfillmentInputError } from './errors/fulfillment-input-error.js';
import { fulfillmentOptions as read } from './options/fulfillment-options.js';
import { DEFAULT_HOLD_MS } from './sqlite/hold-limit.js';
import { openLedgerFile } from './sqlite/open-ledger-file.js';
import { SqliteStore } from './sqlite/sqlite-store.js';

export { LedgerMissingError } from './ledger/ledger-missing-error.js';
export { TransactionControlError } from './ledger/transaction-control-error.js';
export { SqliteStatementError } from './sqlite/sqlite-statement-error.js';
export type { SqliteStore } from './sqlite/sqlite-store.js';
export type { SqliteChanges, SqliteTransaction, SqliteValue } from './sqlite/sqlite-transaction.js';

/** How a SQLite ledger is opened. */
export interface SqliteStoreOptions {
  /**
   * Creates an empty ledger, and its folder, if the file does not exist. Use it for tests, or when the path cannot be
   * wrong: it has to be absolute. In production run `npx ait-iap-server init` once instead. There, a missing file means
   * that something is wrong, and an empty ledger would grant every old paid order again.
   *
   * @defaultValue false
   */
  readonly create?: boolean | undefined;
  /**
   * How long one `onGrant`, `onRevoke` or `store.write` may block all other writers, in milliseconds. After that it is
   * rolled back with a `LedgerTimeoutError`.
   *
   * @defaultValue 5000
   */
  readonly holdLimitMs?: number | undefined;
  /** The clock that it uses. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
}

/**
 * Opens a ledger in one file, on one machine. Create it once, with `npx ait-iap-server init --database <path>`.
 *
 * WAL with `synchronous=FULL`, so what was committed survives a power cut. Several processes of one machine may use the
 * same file; they take turns to write. A file on a network drive is not safe, as with any use of SQLite. The store
 * checks the path before each commit: if the file was moved, deleted or replaced while it is open, the commit fails.
 *
 * @param path - of the file, such as `/var/lib/shop/ledger.db`; memory is refused
 * @throws LedgerMissingError if there is no file, or no ledger in it
 * @throws LedgerUnavailableError if the file cannot be used as a database
 * @throws LedgerSchemaError if a newer version of this package has used it
 * @throws FulfillmentInputError if an option is invalid
 * @example
 * const store = sqliteStore('/var/lib/shop/ledger.db');
 */
export function sqliteStore(path: string, options: SqliteStoreOptions = {}): SqliteStore {
  read.optionalClock(options.clock);
  const create = read.flag('create', options.create, false);
  const { clock = systemClock, holdLimitMs = DEFAULT_HOLD_MS } = options;
  if (!(Number.isFinite(holdLimitMs) && holdLimitMs > 0)) {
    throw new FulfillmentInputError('holdLimitMs', 'it is not a positive number of milliseconds.');
  }
  const file = openLedgerFile(path, create ? 'if-missing' : 'never', () => clock.now());
  return new SqliteStore(file, clock, holdLimitMs);
}
