import { SandboxError } from './sandbox-error.js';

/** A fault that is not in the catalogue, or has a parameter that it cannot use. Nothing was armed. */
export class InvalidFaultError extends SandboxError {
  override readonly name = 'InvalidFaultError';

  constructor(
    /** The field that cannot be used. */
    readonly field: string,
    remedy: string,
  ) {
    super('INVALID_FAULT', `Failed to arm the fault: ${field} is not usable. ${remedy}`);
  }
}
