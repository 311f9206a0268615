import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFolder } from '../../disk/make-folder.js';
import { FolderNotMadeError } from '../../errors/folder-not-made-error.js';
import { WorldFileError } from './world-file-error.js';
import { WORLD_FILE_ID, WORLD_FILE_VERSION, WORLD_SCHEMA } from './world-schema.js';

/**
 * How long to wait for the file, in milliseconds. A process that ends releases it at once, a killed one within this
 * time.
 */
const BUSY_TIMEOUT_MS = 1_000;

/**
 * Opens or creates the SQLite file of a world. Commits survive the process. Only this process can use the file until it
 * is closed or the process ends. A power cut can lose the last commits, but never a part of one.
 *
 * @throws WorldFileError if another process uses it, it is another kind of file, or a newer version wrote it;
 * FolderNotMadeError if its folder cannot be made
 */
export function openWorldFile(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    // SQLite would take it for a file of its own that nobody finds again.
    if (path === '') throw new Error('its path is empty');
    makeFolder(dirname(path));
    database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    // Two processes that both keep the next sequence number in memory would overwrite each other.
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    assertWorld(database, path);
    // The operating system keeps what a process has written, even if the process is killed. Waiting for the disk with
    // each commit would also protect against a power cut, but cost three quarters of the purchases per second. No money
    // depends on this world.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    createTables(database);
    return database;
  } catch (cause) {
    database?.close();
    throw isExplained(cause) ? cause : explain(path, cause);
  }
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0] ?? 0);
}

/** Checked before anything is written: `--db` may name a backend's ledger by mistake. */
function assertWorld(database: DatabaseSync, path: string): void {
  const id = pragma(database, 'application_id');
  const tables = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get();
  if (id !== WORLD_FILE_ID && Number(tables?.count) > 0) {
    throw new WorldFileError(
      'WORLD_FILE_FOREIGN',
      path,
      `Failed to open ${path}: it is a database, but not the world of a sandbox. Choose another file.`,
    );
  }
  if (pragma(database, 'user_version') > WORLD_FILE_VERSION) {
    throw new WorldFileError(
      'WORLD_FILE_NEWER',
      path,
      `Failed to open ${path}: a newer version of the sandbox wrote it. Update @ait-iap/sandbox, or choose another file.`,
    );
  }
}

function createTables(database: DatabaseSync): void {
  // The first transaction that writes takes the exclusive lock, even if there is nothing to create.
  database.exec('BEGIN EXCLUSIVE');
  if (pragma(database, 'user_version') === 0) {
    database.exec(WORLD_SCHEMA);
    database.exec(`PRAGMA application_id = ${WORLD_FILE_ID}; PRAGMA user_version = ${WORLD_FILE_VERSION}`);
  }
  database.exec('COMMIT');
}

function isExplained(error: unknown): boolean {
  return error instanceof WorldFileError || error instanceof FolderNotMadeError;
}

function explain(path: string, cause: unknown): WorldFileError {
  const reason = cause instanceof Error ? cause.message : 'unknown reason';
  if (/locked|busy/i.test(reason)) {
    return new WorldFileError(
      'WORLD_FILE_IN_USE',
      path,
      `Failed to open ${path}: another sandbox uses it. Stop that one, or choose another file with --db.`,
      { cause },
    );
  }
  return new WorldFileError(
    'WORLD_FILE_UNREADABLE',
    path,
    `Failed to open ${path === '' ? 'the world' : path}: ${reason}. Check the path and its permissions, or choose another file with --db.`,
    { cause },
  );
}
