import { dirname, isAbsolute, resolve } from 'node:path';
import { LedgerMissingError } from '../ledger/ledger-missing-error.js';
import type { MigrationReport } from '../ledger/ledger-store.js';
import { LedgerUnavailableError } from '../ledger/ledger-unavailable-error.js';
import { assertSchema } from '../ledger/schema-state.js';
import { isPostgresAddress, problemOfAddress } from '../options/database-address.js';
import { fileIdentity, OpenFile } from './file-identity.js';
import { makeFolders } from './make-folders.js';
import { migrateSqlite, sqliteSchema, sqliteSchemaVersion } from './migrate-sqlite.js';
import { patiently } from './patiently.js';
import { SqliteConnection } from './sqlite-connection.js';

/** The two connections of a store, their file, and the migrations that opening them applied. */
export interface LedgerFile extends MigrationReport {
  /** The only connection that writes. Transactions take turns on it. */
  readonly writer: SqliteConnection;
  /** Sees committed rows, even while the writer is inside a transaction. */
  readonly reader: SqliteConnection;
  /** Says whether the open file is still the one at its path. */
  readonly file: OpenFile;
}

/** Whether to create an empty ledger if there is none. */
export type LedgerCreation = 'never' | 'if-missing';

/**
 * Opens the file, checks the version of its tables, and migrates tables of an older version.
 *
 * @throws LedgerMissingError if the file is missing or contains no ledger, and `create` is false
 */
export function openLedgerFile(path: string, creation: LedgerCreation, now: () => number): LedgerFile {
  if (typeof path !== 'string' || path === '' || path === ':memory:') {
    throw new LedgerMissingError(
      'Failed to open the ledger: it has to be a file, because what it holds must outlive the process. Pass a path such as "/var/lib/shop/ledger.db".',
    );
  }
  const problem = problemOf(path);
  if (problem !== undefined) {
    throw new LedgerMissingError(
      `Failed to open the ledger: what was given is not the path of a file: ${problem}.`,
    );
  }
  // Resolved only once, because the working directory of a process can change.
  const absolute = resolve(path);
  if (creation === 'if-missing') makeFolderOf(path);
  else if (fileIdentity(absolute) === undefined) throw missing(absolute, 'there is no file');
  const { writer, report } = patiently(() => openWriter(absolute, creation, now()));
  try {
    const reader = new SqliteConnection(absolute, { readOnly: true });
    return { ...report, writer, reader, file: new OpenFile(absolute) };
  } catch (error) {
    writer.close();
    throw error;
  }
}

function problemOf(path: string): string | undefined {
  if (path.includes('\0')) return 'it contains a NUL character';
  return isPostgresAddress(path)
    ? 'it is an address of PostgreSQL. Use postgresStore'
    : problemOfAddress(path);
}

function makeFolderOf(path: string): void {
  if (!isAbsolute(path)) {
    throw new LedgerMissingError(
      'Failed to create the ledger: its path is relative, so a start in another folder would make an empty one. Pass an absolute path, such as join(import.meta.dirname, "ledger.db").',
    );
  }
  try {
    makeFolders(dirname(path));
  } catch (cause) {
    throw new LedgerUnavailableError(
      'Failed to create the ledger: its folder cannot be made. Check the path and the rights.',
      { cause },
    );
  }
}

function openWriter(
  path: string,
  creation: LedgerCreation,
  now: number,
): { writer: SqliteConnection; report: MigrationReport } {
  const writer = new SqliteConnection(path, { readOnly: false });
  try {
    writer.exec('BEGIN IMMEDIATE');
    if (creation === 'never' && sqliteSchemaVersion(writer) === 0)
      throw missing(path, 'the file holds no ledger');
    const report = migrateSqlite(writer, now);
    assertSchema(sqliteSchema(writer));
    writer.exec('COMMIT');
    return { writer, report };
  } catch (error) {
    writer.close();
    throw error;
  }
}

function missing(path: string, why: string): LedgerMissingError {
  return new LedgerMissingError(
    `Failed to open the ledger: ${why} at ${path}. Check the path and the working directory. To create a ledger, once: npx ait-iap-server init --database ${path}`,
  );
}
