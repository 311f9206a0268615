import { IapServerError } from '../errors/iap-server-error.js';

/**
 * Thrown by `refresh` and the actions by hand for an order that is not in the ledger. Nothing was asked and nothing was
 * written.
 */
export class UnknownOrderError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  readonly name = 'UnknownOrderError';
  /** 'UNKNOWN_ORDER': the ledger has no row for the order id. It says nothing about a payment. */
  declare readonly code: 'UNKNOWN_ORDER';
  /** False: grant or import the order first. */
  readonly retryable = false;

  constructor() {
    super(
      'UNKNOWN_ORDER',
      'Failed to refresh the order: it is not in the ledger. Grant it or import it first.',
    );
  }
}
