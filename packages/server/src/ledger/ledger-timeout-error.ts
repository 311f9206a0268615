import { IapServerError } from '../errors/iap-server-error.js';

/**
 * Thrown when a transaction on the ledger ran out of time, because another writer was busy, the database was slow or
 * `onGrant` took too long. It was rolled back. The user may have paid, and this call granted nothing.
 *
 * Also thrown when a read of the ledger got no answer in time, for example because the network to the database fell
 * silent.
 */
export class LedgerTimeoutError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  readonly name = 'LedgerTimeoutError';
  /** 'LEDGER_TIMEOUT': a transaction on the ledger took too long and was rolled back. */
  declare readonly code: 'LEDGER_TIMEOUT';
  /** True: the same call may succeed when the database is less busy. */
  readonly retryable = true;

  constructor(
    what: string,
    { reading = false, ...options }: { readonly cause?: unknown; readonly reading?: boolean } = {},
  ) {
    super(
      'LEDGER_TIMEOUT',
      reading
        ? `Failed to read the ledger: ${what}. Check the database and the network to it; asking again is safe.`
        : `Failed to finish a transaction on the ledger: ${what}. It was rolled back; ask again, and keep onGrant to a few writes.`,
      options,
    );
  }
}
