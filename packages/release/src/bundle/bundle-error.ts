import type { UnreadableReason } from '@ait-iap/sandbox/bundles';
import type { Both } from '../text/both.js';
import { ToldError } from '../text/told-error.js';

/** Why a file cannot be read at all; nothing else can be said about it then. */
export type BundleErrorCode = 'FILE_MISSING' | UnreadableReason;

/** A file that is no bundle, or one that can no longer be read. */
export class BundleError extends ToldError {
  override readonly name = 'BundleError';

  constructor(
    readonly code: BundleErrorCode,
    text: Both,
    options?: ErrorOptions,
  ) {
    super(text, options);
  }
}
