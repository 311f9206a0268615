import { SandboxError } from './sandbox-error.js';

/** Thrown when the page's `localStorage` is full or switched off. The change was not recorded and did not happen. */
export class StorageFullError extends SandboxError {
  override readonly name = 'StorageFullError';

  constructor(cause: unknown) {
    super(
      'STORAGE_FULL',
      'Failed to keep the sandbox: localStorage takes no more. Empty it with `sandbox.reset()` from @ait-iap/sandbox/auto.',
      { cause },
    );
  }
}
