import { lstatSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { LedgerMissingError } from '../ledger/ledger-missing-error.js';

/** Which file is behind a path; `undefined` if there is none. */
export function fileIdentity(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.dev}:${found.ino}`;
}

// A file system may stamp two changes with one time: whole seconds, or the tick of the kernel, which is 10 ms at most.
const COARSE_STAMP_MS = 2_000;
const FINE_STAMP_MS = 50;

// A file system that does not stamp its folders would hide a change for ever.
const LOOK_EVERY_MS = 1_000;

/** A folder at one moment: the same again means that no entry of it was made, moved, replaced or deleted in between. */
interface FolderState {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly ctimeNs: bigint;
}

/** A moment at which everything was in its place. */
interface Look {
  readonly folder: FolderState;
  readonly at: number;
}

/**
 * Watches over a file that is open: SQLite goes on writing into one that was moved away, deleted or replaced, and the next
 * start would not find what was written.
 *
 * It looks at the folder, and at the files only when something in there has changed. To ask for the times of the log before each
 * commit would have Linux stamp its next write exactly, which doubles what a commit writes to the disk.
 */
export class OpenFile {
  readonly id: string;
  readonly #path: string;
  readonly #log: string;
  readonly #folder: string;
  readonly #now: () => number;
  readonly #identityOf: typeof fileIdentity;
  #logId: string | undefined;
  #look: Look | undefined;

  /**
   * @param now - the clock of the machine, which stamps the files
   * @param identityOf - looks at a file
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

  /** @throws LedgerMissingError if the path leads to another file now, or to none */
  assertInPlace(): void {
    if (!this.#isUntouched(this.#folderState())) this.#assertFile();
  }

  /** The same, and for the log beside it, which holds the newest commits. Call it where both have to be there. */
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

  /** The file itself is in another folder then. */
  #isLink(): boolean {
    return lstatSync(this.#path, { throwIfNoEntry: false })?.isSymbolicLink() !== false;
  }
}

/** Whether a change after this moment cannot have got the same stamp. */
function isOld({ ctimeNs }: FolderState, now: number): boolean {
  const stamp = ctimeNs % 1_000_000n === 0n ? COARSE_STAMP_MS : FINE_STAMP_MS;
  return now - Number(ctimeNs / 1_000_000n) > stamp;
}

function gone(path: string): LedgerMissingError {
  return new LedgerMissingError(
    `Failed to use the ledger: ${path} was moved, deleted or replaced while it was open. Stop the program, put the file back together with its -wal file, or restore a backup, and start again.`,
  );
}
