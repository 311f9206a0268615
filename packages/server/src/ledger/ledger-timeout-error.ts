import { IapServerError } from '../errors/iap-server-error.js';

/**
 * Thrown when a transaction on the ledger ran out of time, because another writer was busy, the database was slow or
 * `onGrant` took too long. It was rolled back. The user may have paid, and this call granted nothing.
 */
export class LedgerTimeoutError extends IapServerError {
  readonly name = 'LedgerTimeoutError';
  declare readonly code: 'LEDGER_TIMEOUT';
  readonly retryable = true;

  constructor(what: string, options: { readonly cause?: unknown } = {}) {
    super(
      'LEDGER_TIMEOUT',
      `Failed to finish a transaction on the ledger: ${what}. It was rolled back; ask again, and keep onGrant to a few writes.`,
      options,
    );
  }
}
