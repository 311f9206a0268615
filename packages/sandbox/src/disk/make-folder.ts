import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { FolderNotMadeError } from '../errors/folder-not-made-error.js';

const REASONS: Readonly<Record<string, string>> = {
  EEXIST: 'a file is in the way',
  ENOTDIR: 'a file is in the way',
  EACCES: 'it may not be written there',
  EPERM: 'it may not be written there',
  EROFS: 'the disk there is read-only',
  ENOENT: 'the system has no folders of yours there',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'its name is too long',
};

/**
 * Makes a folder and the folders above it. Existing ones stay as they are.
 *
 * @returns the folders that did not exist, the highest first
 * @throws FolderNotMadeError if it cannot be made; then nothing that was made for it stays
 */
export function makeFolder(folder: string, mode?: number): readonly string[] {
  if (folder === '') throw new FolderNotMadeError(folder, 'its path is empty');
  if (folder.includes('\0')) throw new FolderNotMadeError(folder, 'its path contains a NUL character');
  const made: string[] = [];
  try {
    makeEach(resolve(folder), mode, made);
    return made;
  } catch (cause) {
    removeIfEmpty(made);
    const { code = 'unknown', message } = cause as NodeJS.ErrnoException;
    throw new FolderNotMadeError(folder, REASONS[code] ?? message, { cause });
  }
}

/** Removes folders that {@link makeFolder} made, unless something is in them by now. */
export function removeIfEmpty(made: readonly string[]): void {
  for (const folder of made.toReversed()) {
    try {
      rmdirSync(folder);
    } catch {
      // It is in use, or gone already.
      return;
    }
  }
}

/** Step by step: `mkdir` of Node with `recursive` never returns where the system has no such folders, as below `/proc`. */
function makeEach(folder: string, mode: number | undefined, made: string[]): void {
  if (isFolder(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeEach(above, mode, made);
  try {
    mkdirSync(folder, { mode });
    made.push(folder);
  } catch (error) {
    // Another process may have made it in this moment.
    if (!isFolder(folder)) throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
