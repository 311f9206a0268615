import type { UnreadableReason } from '@ait-iap/sandbox/bundles';
import type { Both } from '../text/both.js';
import { ToldError } from '../text/told-error.js';

/** Why a file cannot be read at all. Then nothing else is known about it. */
export type BundleErrorCode = 'FILE_MISSING' | UnreadableReason;

/** Thrown for a file that is not a bundle or can no longer be read. */
export class BundleError extends ToldError {
  /** Stays the same when a bundler renames the class. */
  override readonly name = 'BundleError';

  constructor(
    /** Why the file cannot be read, for programs. */
    readonly code: BundleErrorCode,
    text: Both,
    options?: ErrorOptions,
  ) {
    super(text, options);
  }
}
