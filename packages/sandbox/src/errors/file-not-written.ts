import { SandboxError } from './sandbox-error.js';

/**
 * The error for a file that could not be written: the disk is full, its folder is missing, or it may not be written.
 * Any other error is returned as it is.
 */
export function fileNotWritten(path: string, cause: unknown): unknown {
  if (!(cause instanceof Error) || !('syscall' in cause)) return cause;
  return new SandboxError(
    'FILE_NOT_WRITTEN',
    `Failed to write ${path}: ${cause.message}. Choose another file, or make room.`,
    { cause },
  );
}
