import {
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { fileNotWritten } from '../errors/file-not-written.js';

/**
 * Writes lines into a file, all or none. When the last line is on disk, the old file is replaced in one step. If a line
 * fails, the old file stays.
 * @returns the number of lines
 * @throws SandboxError `FILE_NOT_WRITTEN` if the disk is full, the folder is missing, or it may not be written
 */
export function writeLines(path: string, lines: Iterable<string>): number {
  try {
    return writeAllOrNone(path, lines);
  } catch (error) {
    // What the lines themselves throw says already what is wrong.
    throw fileNotWritten(path, error);
  }
}

function writeAllOrNone(path: string, lines: Iterable<string>): number {
  if (isNoFile(path)) return writeInto(path, lines);
  const target = followed(path);
  const draft = `${target}.${process.pid}.tmp`;
  try {
    const count = writeInto(draft, lines);
    renameSync(draft, target);
    return count;
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function writeInto(path: string, lines: Iterable<string>): number {
  const file = openSync(path, 'w');
  let count = 0;
  try {
    for (const line of lines) {
      writeSync(file, `${line}\n`);
      count += 1;
    }
    if (!isNoFile(path)) fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return count;
}

/** A terminal or a pipe, such as `/dev/stdout`, has no old content and cannot be replaced. */
function isNoFile(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && !stats.isFile() && !stats.isDirectory();
}

/** The target of a symbolic link. The link itself stays. */
function followed(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? path : realpathSync(path);
}
