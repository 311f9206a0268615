import { IapServerError } from '../errors/iap-server-error.js';

/**
 * The reason of `order.signal` when the time for a grant is up. `grant` itself does not throw it: it answers `pending` with
 * reason DEADLINE.
 */
export class GrantDeadlineError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  readonly name = 'GrantDeadlineError';
  /** 'GRANT_DEADLINE': the time was up before the commit was confirmed. Inside a callback: it is rolled back. */
  declare readonly code: 'GRANT_DEADLINE';
  /** True: the user has paid, and a later call can grant the order. */
  readonly retryable = true;

  constructor() {
    super(
      'GRANT_DEADLINE',
      'Failed to grant in time: the deadline passed before the commit was confirmed. Ask again; nothing is granted twice.',
    );
  }
}
