import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { assertSchemaVersion } from '../ledger/assert-schema-version.js';
import type { MigrationReport } from '../ledger/ledger-store.js';
import { LedgerUnavailableError } from '../ledger/ledger-unavailable-error.js';
import { migrateSqlite } from './migrate-sqlite.js';
import { isBusy, SqliteConnection } from './sqlite-connection.js';

/** The two connections of a store, and what opening them did to the tables. */
export interface LedgerFile extends MigrationReport {
  readonly writer: SqliteConnection;
  /** Sees what was committed, also while the writer is inside a transaction. */
  readonly reader: SqliteConnection;
}

// Opening is the one step that waits without letting the process go on: it happens once, before anything else works.
const OPEN_PATIENCE_MS = 5_000;
const OPEN_PAUSE_MS = 20;

/** Opens the file, makes its folder and its tables where they are missing, and checks their version. */
export function openLedgerFile(path: string, now: () => number): LedgerFile {
  if (typeof path !== 'string' || path === '' || path === ':memory:') {
    throw new LedgerUnavailableError(
      'Failed to open the ledger: it has to be a file, because what it holds must outlive the process. Pass a path such as ".ait-iap/ledger.db".',
    );
  }
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (cause) {
    throw new LedgerUnavailableError(
      'Failed to open the ledger: its folder cannot be made. Check the path and the rights.',
      { cause },
    );
  }
  const { writer, report } = patiently(() => openWriter(path, now()));
  try {
    return { ...report, writer, reader: new SqliteConnection(path, { readOnly: true }) };
  } catch (error) {
    writer.close();
    throw error;
  }
}

function openWriter(path: string, now: number): { writer: SqliteConnection; report: MigrationReport } {
  const writer = new SqliteConnection(path, { readOnly: false });
  try {
    writer.exec('BEGIN IMMEDIATE');
    const report = migrateSqlite(writer, now);
    assertSchemaVersion(report.schemaVersion);
    writer.exec('COMMIT');
    return { writer, report };
  } catch (error) {
    writer.close();
    throw error;
  }
}

/** Several processes may open a new file at once, and the switch to WAL does not wait by itself. */
function patiently<Value>(open: () => Value): Value {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; ; waited += OPEN_PAUSE_MS) {
    try {
      return open();
    } catch (error) {
      if (!isBusy(error) && !isBusy((error as Error).cause)) throw error;
      if (waited >= OPEN_PATIENCE_MS) throw error;
      Atomics.wait(pause, 0, 0, OPEN_PAUSE_MS);
    }
  }
}
