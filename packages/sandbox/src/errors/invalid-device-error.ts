import { SandboxError } from './sandbox-error.js';

/** Thrown for a device that cannot exist, such as one without a user key. No Toss app was started. */
export class InvalidDeviceError extends SandboxError {
  /** Stays the same when a bundler renames the class. The `code` is 'INVALID_DEVICE'. */
  override readonly name = 'InvalidDeviceError';

  constructor(
    /** The option that is not usable, such as `userKey`. */
    readonly field: string,
    remedy: string,
  ) {
    super('INVALID_DEVICE', `Failed to start a Toss app: ${field} is not usable. ${remedy}`);
  }
}
