import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SandboxError } from '../errors/sandbox-error.js';

/** @throws SandboxError `FILE_NOT_FOUND`, because a misspelled name must not create an empty world */
export function existingFile(path: string): string {
  if (existsSync(path)) return resolve(path);
  throw new SandboxError('FILE_NOT_FOUND', `Failed to open ${path}: there is no such file. (파일이 없어요.)`);
}

/** @throws SandboxError `FILE_NOT_FOUND`, or `FILE_UNREADABLE` for a folder and a file that may not be read */
export function contentOf(path: string): Buffer<ArrayBuffer> {
  const file = existingFile(path);
  try {
    return readFileSync(file);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SandboxError(
      'FILE_UNREADABLE',
      `Failed to read ${path}: ${why}. Give a file that you may read. (파일을 읽을 수 없어요. 경로와 권한을 확인해 주세요.)`,
      { cause },
    );
  }
}
