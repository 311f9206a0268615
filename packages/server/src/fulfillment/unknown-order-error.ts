import { IapServerError } from '../errors/iap-server-error.js';

/** Thrown when an order is to be asked about again that the ledger has never heard of. */
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
