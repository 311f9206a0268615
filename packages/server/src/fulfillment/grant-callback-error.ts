import { IapServerError } from '../errors/iap-server-error.js';

/**
 * Thrown when the application's own `onGrant` or `onRevoke` threw; its error is the `cause`. Everything was rolled back. For
 * `onGrant` the user has paid: reconciliation tries again, and so may the caller.
 */
export class GrantCallbackError extends IapServerError {
  readonly name = 'GrantCallbackError';
  declare readonly code: 'GRANT_CALLBACK_FAILED';
  readonly retryable = true;

  constructor(callback: 'onGrant' | 'onRevoke', cause: unknown) {
    super(
      'GRANT_CALLBACK_FAILED',
      `Failed to run ${callback}: it threw, so nothing was written. Mend what its cause says; the order is tried again.`,
      { cause },
    );
  }
}
