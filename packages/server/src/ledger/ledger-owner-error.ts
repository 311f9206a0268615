import { IapServerError } from '../errors/iap-server-error.js';

/** Thrown when a ledger belongs to another mini-app. Nothing was asked and nothing was written. */
export class LedgerOwnerError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  readonly name = 'LedgerOwnerError';
  /** 'LEDGER_OF_ANOTHER_MINI_APP': the configuration points to the ledger of another mini-app. */
  declare readonly code: 'LEDGER_OF_ANOTHER_MINI_APP';
  /** False: the configuration has to be corrected. */
  readonly retryable = false;

  constructor(owner: string, miniApp: string) {
    super(
      'LEDGER_OF_ANOTHER_MINI_APP',
      `Failed to use the ledger: it belongs to the mini-app "${owner}", and this backend works for "${miniApp}". Give each mini-app a ledger of its own: a file, a database, or a schema of PostgreSQL. If both names mean the same mini-app, pass miniApp: "${owner}" to createFulfillment.`,
    );
  }
}
