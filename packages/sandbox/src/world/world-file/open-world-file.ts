import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { WorldFileError } from './world-file-error.js';
import { WORLD_FILE_ID, WORLD_FILE_VERSION, WORLD_SCHEMA } from './world-schema.js';

/** A process that ends gives the file up at once; one that is killed, within this time. */
const BUSY_TIMEOUT_MS = 1_000;

/**
 * Opens the SQLite file of a world, or makes it. What is committed to it outlives the process, and this process
 * alone has it until it is closed or ends, in whichever way. A power cut can cost the last commits, never a part of one.
 *
 * @throws WorldFileError if another process has it, it is something else, or it was written by a newer version
 */
export function openWorldFile(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    // Two processes that each keep the next sequence number in memory would overwrite one another.
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    assertWorld(database, path);
    // What a process has written, the system keeps, whatever becomes of the process. Waiting for the disk with each commit
    // guards against a power cut too, and costs three of four purchases a second: no money hangs on this world.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    createTables(database);
    return database;
  } catch (cause) {
    database?.close();
    throw cause instanceof WorldFileError ? cause : explain(path, cause);
  }
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0] ?? 0);
}

/** Looked at before anything is written: `--db` may by mistake name the ledger of a backend. */
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
  // The exclusive lock is taken by the first transaction that writes, also when there is nothing to create.
  database.exec('BEGIN EXCLUSIVE');
  if (pragma(database, 'user_version') === 0) {
    database.exec(WORLD_SCHEMA);
    database.exec(`PRAGMA application_id = ${WORLD_FILE_ID}; PRAGMA user_version = ${WORLD_FILE_VERSION}`);
  }
  database.exec('COMMIT');
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
    `Failed to open ${path}: ${reason}. Check the path and its permissions, or choose another file with --db.`,
    { cause },
  );
}
