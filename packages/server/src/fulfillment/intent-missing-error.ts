import { IapServerError } from '../errors/iap-server-error.js';

/**
 * Rolls a grant back when intents are required and the user has none for the product. `grant` does not throw it: it answers
 * `refused` with reason NO_INTENT.
 */
export class IntentMissingError extends IapServerError {
  readonly name = 'IntentMissingError';
  declare readonly code: 'NO_INTENT';
  readonly retryable = false;

  constructor() {
    super(
      'NO_INTENT',
      'Failed to grant: the user has no open intent for this product. Call createIntent before the order sheet opens.',
    );
  }
}
