import { IapServerError } from '../errors/iap-server-error.js';

/**
 * Thrown by `refresh` and the actions by hand for an order that is not in the ledger. Nothing was asked and nothing was
 * written.
 */
export class UnknownOrderError extends IapServerError {
  readonly name = 'UnknownOrderError';
  declare readonly code: 'UNKNOWN_ORDER';
  readonly retryable = false;

  constructor() {
    super(
      'UNKNOWN_ORDER',
      'Failed to refresh the order: it is not in the ledger. Grant it or import it first.',
    );
  }
}
