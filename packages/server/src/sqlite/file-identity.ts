import { lstatSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { LedgerMissingError } from '../ledger/ledger-missing-error.js';

/** Identifies the file at a path. `undefined` if there is none. */
export function fileIdentity(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.dev}:${found.ino}`;
}

// A file system may give two changes the same timestamp: it counts in whole seconds, or in ticks of the kernel of at
// most 10 ms.
const COARSE_STAMP_MS = 2_000;
const FINE_STAMP_MS = 50;

// A file system that does not update the timestamps of its folders would hide a change forever.
const LOOK_EVERY_MS = 1_000;

/**
 * The state of a folder at one moment. If it is the same later, no entry was created, moved, replaced or deleted in
 * between.
 */
interface FolderState {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly ctimeNs: bigint;
}

/** The last moment at which the files were seen in their place. */
interface Look {
  readonly folder: FolderState;
  readonly at: number;
}

/**
 * Watches an open file. SQLite goes on writing into a file that was moved, deleted or replaced, and the next start
 * would not find these writes.
 *
 * It checks the folder, and checks the files only if something in the folder has changed. Reading the times of the WAL
 * file before each commit would make Linux write an exact timestamp with its next write, which doubles what a commit
 * writes to the disk.
 */
export class OpenFile {
  /** Device and inode of the file when it was opened: another file at the same path has another id. */
  readonly id: string;
  readonly #path: string;
  readonly #log: string;
  readonly #folder: string;
  readonly #now: () => number;
  readonly #identityOf: typeof fileIdentity;
  #logId: string | undefined;
  #look: Look | undefined;

  /**
   * @param now - the clock of the machine, which also sets the timestamps of files
   * @param identityOf - reads the identity of a file
   * @throws LedgerMissingError if there is no file
   */
  constructor(path: string, now: () => number = Date.now, identityOf = fileIdentity) {
    const id = identityOf(path);
    if (id === undefined) throw gone(path);
    this.id = id;
    this.#path = path;
    this.#log = `${path}-wal`;
    this.#folder = dirname(path);
    this.#now = now;
    this.#identityOf = identityOf;
  }

  /** Checks the path. @throws LedgerMissingError if it now leads to another file or to none */
  assertInPlace(): void {
    if (!this.#isUntouched(this.#folderState())) this.#assertFile();
  }

  /** The same, also for the WAL file beside it, which contains the newest commits. Call it when both have to exist. */
  assertWritable(): void {
    const folder = this.#folderState();
    if (this.#isUntouched(folder)) return;
    this.#look = undefined;
    this.#assertFile();
    const log = this.#identityOf(this.#log);
    this.#logId ??= log;
    if (log !== this.#logId) throw gone(this.#log);
    const at = this.#now();
    if (folder !== undefined && isOld(folder, at) && !this.#isLink()) this.#look = { folder, at };
  }

  #assertFile(): void {
    if (this.#identityOf(this.#path) !== this.id) throw gone(this.#path);
  }

  #folderState(): FolderState | undefined {
    return statSync(this.#folder, { bigint: true, throwIfNoEntry: false });
  }

  #isUntouched(folder: FolderState | undefined): boolean {
    if (this.#look === undefined || folder === undefined) return false;
    const { at, folder: before } = this.#look;
    const age = this.#now() - at;
    return (
      age >= 0 &&
      age < LOOK_EVERY_MS &&
      folder.ctimeNs === before.ctimeNs &&
      folder.ino === before.ino &&
      folder.dev === before.dev
    );
  }

  /** Then the file itself is in another folder. */
  #isLink(): boolean {
    return lstatSync(this.#path, { throwIfNoEntry: false })?.isSymbolicLink() !== false;
  }
}

/** Whether any later change must have another timestamp. */
function isOld({ ctimeNs }: FolderState, now: number): boolean {
  const stamp = ctimeNs % 1_000_000n === 0n ? COARSE_STAMP_MS : FINE_STAMP_MS;
  return now - Number(ctimeNs / 1_000_000n) > stamp;
}

function gone(path: string): LedgerMissingError {
  return new LedgerMissingError(
    `Failed to use the ledger: ${path} was moved, deleted or replaced while it was open. Stop the program, put the file back together with its -wal file, or restore a backup, and start again.`,
  );
}
