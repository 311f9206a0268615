import { statSync } from 'node:fs';
import { LedgerMissingError } from '../ledger/ledger-missing-error.js';

/** Which file is behind a path; `undefined` if there is none. */
export function fileIdentity(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.dev}:${found.ino}`;
}

/**
 * Watches over a file that is open: SQLite goes on writing into one that was moved away, deleted or replaced, and the next
 * start would not find what was written.
 */
export class OpenFile {
  readonly id: string;
  readonly #path: string;
  readonly #log: string;
  #logId: string | undefined;

  /** @throws LedgerMissingError if there is no file */
  constructor(path: string) {
    const id = fileIdentity(path);
    if (id === undefined) throw gone(path);
    this.id = id;
    this.#path = path;
    this.#log = `${path}-wal`;
  }

  /** @throws LedgerMissingError if the path leads to another file now, or to none */
  assertInPlace(): void {
    if (fileIdentity(this.#path) !== this.id) throw gone(this.#path);
  }

  /** The same, and for the log beside it, which holds the newest commits. Call it where both have to be there. */
  assertWritable(): void {
    this.assertInPlace();
    const log = fileIdentity(this.#log);
    this.#logId ??= log;
    if (log !== this.#logId) throw gone(this.#log);
  }
}

function gone(path: string): LedgerMissingError {
  return new LedgerMissingError(
    `Failed to use the ledger: ${path} was moved, deleted or replaced while it was open. Stop the program, put the file back together with its -wal file, or restore a backup, and start again.`,
  );
}
