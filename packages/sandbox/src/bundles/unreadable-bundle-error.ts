import type { LocalizedText } from '@ait-iap/protocol';
import { SandboxError } from '../errors/sandbox-error.js';

/** The reason why a file cannot be read at all. */
export type UnreadableReason =
  | 'NOT_A_BUNDLE'
  | 'CUT_SHORT'
  | 'FORMAT_TOO_NEW'
  | 'HEADER_UNREADABLE'
  | 'ARCHIVE_UNREADABLE';

/** Thrown if a file is not a bundle or an archive, or cannot be read. */
export class UnreadableBundleError extends SandboxError {
  /** Stays the same when a bundler renames the class. The `code` is 'BUNDLE_UNREADABLE'. */
  override readonly name = 'UnreadableBundleError';

  constructor(
    /** Why the file cannot be read, for programs. */
    readonly reason: UnreadableReason,
    /** The message in each language. */
    readonly text: LocalizedText,
    options?: ErrorOptions,
  ) {
    super('BUNDLE_UNREADABLE', `${text.en} (${text.ko})`, options);
  }
}
