import { IapServerError, type IapServerErrorOptions } from './iap-server-error.js';

/** Thrown when the client was closed before the call or during it. Nothing is known about the order. */
export class PartnerClosedError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  override readonly name = 'PartnerClosedError';
  /** 'CLOSED': `close()` was called on this client. The user may have paid. */
  declare readonly code: 'CLOSED';
  /** False: this client cannot be used again; create another one. */
  override readonly retryable = false;

  constructor(options: IapServerErrorOptions = {}) {
    super(
      'CLOSED',
      'Failed to ask the partner API: this client was closed. Keep one client for the whole process.',
      options,
    );
  }
}
