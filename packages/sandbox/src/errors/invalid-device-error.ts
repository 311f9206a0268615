import { SandboxError } from './sandbox-error.js';

/** A device that cannot exist, such as one without a user key. No host was started. */
export class InvalidDeviceError extends SandboxError {
  override readonly name = 'InvalidDeviceError';

  constructor(
    readonly field: string,
    remedy: string,
  ) {
    super('INVALID_DEVICE', `Failed to start a Toss app: ${field} is not usable. ${remedy}`);
  }
}
