import { SandboxError } from './sandbox-error.js';

/** Thrown when the stand-in for the official SDK is used without a sandbox. Nothing was bought. */
export class SandboxNotFoundError extends SandboxError {
  override readonly name = 'SandboxNotFoundError';

  constructor() {
    super(
      'SANDBOX_NOT_FOUND',
      "Failed to find a sandbox: neither '@ait-iap/sandbox/auto' was imported nor /bridge.js included. Do one of them first. " +
        '샌드박스를 찾지 못했어요.',
    );
  }
}
