import { SandboxError } from './sandbox-error.js';

/** Thrown for a device that cannot exist, such as one without a user key. No Toss app was started. */
export class InvalidDeviceError extends SandboxError {
  override readonly name = 'InvalidDeviceError';

  constructor(
    readonly field: string,
    remedy: string,
  ) {
    super('INVALID_DEVICE', `Failed to start a Toss app: ${field} is not usable. ${remedy}`);
  }
}
