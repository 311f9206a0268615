import { SandboxError } from './sandbox-error.js';

/** Thrown for a fault that is not in the catalogue or has an invalid parameter. Nothing was armed. */
export class InvalidFaultError extends SandboxError {
  /** Stays the same when a bundler renames the class. The `code` is 'INVALID_FAULT'. */
  override readonly name = 'InvalidFaultError';

  constructor(
    /** The invalid field. */
    readonly field: string,
    remedy: string,
  ) {
    super('INVALID_FAULT', `Failed to arm the fault: ${field} is not usable. ${remedy}`);
  }
}
