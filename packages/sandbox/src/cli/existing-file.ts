import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { SandboxError } from '../errors/sandbox-error.js';

/** @throws SandboxError `FILE_NOT_FOUND`, because a misspelled name must not create an empty world */
export function existingFile(path: string): string {
  if (existsSync(path)) return resolve(path);
  throw new SandboxError('FILE_NOT_FOUND', `Failed to open ${path}: there is no such file. (파일이 없어요.)`);
}
