import { IapServerError } from '../errors/iap-server-error.js';

/** The application callbacks whose answer is checked. */
export type CallbackName = 'onGrant' | 'onRevoke' | 'deliver' | 'withdraw' | 'onSubscriptionChanged';

/**
 * Thrown when the application's own `onGrant` or `onRevoke` threw, or returned a value that cannot mean success. The
 * original error is the `cause`. `onSubscriptionChanged` leads to this error only if it returned such a value; what it
 * throws is passed on as it is. Everything was rolled back. For `onGrant` the user has paid: reconciliation tries
 * again, and so may the caller.
 */
export class GrantCallbackError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  readonly name = 'GrantCallbackError';
  /** 'GRANT_CALLBACK_FAILED': your own callback failed; look at `callback` and `cause`. */
  declare readonly code: 'GRANT_CALLBACK_FAILED';
  /** True: reconciliation repeats it by itself, with growing pauses. */
  readonly retryable = true;

  /** Which callback failed. */
  readonly callback: CallbackName;

  constructor(callback: CallbackName, cause: unknown, problem = 'it threw') {
    super('GRANT_CALLBACK_FAILED', `Failed to run ${callback}: ${problem}${CONSEQUENCES[callback]}`, {
      cause,
    });
    this.callback = callback;
  }
}

const ROLLED_BACK =
  ', so nothing was written. Throw to refuse, answer nothing to succeed, and await every query; the order is tried again.';
const NOT_CONFIRMED =
  ', so it counts as not confirmed. Resolve only after the other system has confirmed; it is tried again.';

const CONSEQUENCES: Readonly<Record<CallbackName, string>> = {
  onGrant: ROLLED_BACK,
  onRevoke: ROLLED_BACK,
  deliver: NOT_CONFIRMED,
  withdraw: NOT_CONFIRMED,
  onSubscriptionChanged: ', so nothing was written. The event is kept; replay() tries it again.',
};
