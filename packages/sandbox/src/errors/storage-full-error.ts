import { SandboxError } from './sandbox-error.js';

/** The page's `localStorage` took no more, or is switched off. What was to be recorded has not happened. */
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
