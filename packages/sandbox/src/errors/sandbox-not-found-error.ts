import { SandboxError } from './sandbox-error.js';

/** The stand-in for the official SDK was used where there is no sandbox. Nothing was bought. */
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
