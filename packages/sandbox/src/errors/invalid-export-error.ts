import { SandboxError } from './sandbox-error.js';

/** Lines that are no exported world, or one of a newer version. The world is as it was. */
export class InvalidExportError extends SandboxError {
  override readonly name = 'InvalidExportError';

  constructor(
    /** Number of the first line that cannot be used, from 1. */
    readonly line: number,
    why: string,
  ) {
    super(
      'INVALID_EXPORT',
      `Failed to import the world: line ${line} ${why}. Give a file that was exported by this sandbox.`,
    );
  }
}
