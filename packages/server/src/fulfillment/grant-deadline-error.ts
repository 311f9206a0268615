import { IapServerError } from '../errors/iap-server-error.js';

/**
 * The reason of `order.signal` when the time for a grant is up. `grant` itself does not throw it: it answers `pending` with
 * reason DEADLINE.
 */
export class GrantDeadlineError extends IapServerError {
  readonly name = 'GrantDeadlineError';
  declare readonly code: 'GRANT_DEADLINE';
  readonly retryable = true;

  constructor() {
    super(
      'GRANT_DEADLINE',
      'Failed to grant in time: the deadline passed before the commit. Ask again; the order stays pending.',
    );
  }
}
