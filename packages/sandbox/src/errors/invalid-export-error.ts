import { SandboxError } from './sandbox-error.js';

/** Thrown for lines that are not an exported world, or come from a newer version. The world has not changed. */
export class InvalidExportError extends SandboxError {
  /** Stays the same when a bundler renames the class. The `code` is 'INVALID_EXPORT'. */
  override readonly name = 'InvalidExportError';

  constructor(
    /** The number of the first invalid line, from 1. */
    readonly line: number,
    why: string,
  ) {
    super(
      'INVALID_EXPORT',
      `Failed to import the world: line ${line} ${why}. Give a file that was exported by this sandbox.`,
    );
  }
}
