import { IapServerError, type IapServerErrorOptions } from './iap-server-error.js';

/** Thrown when the client was closed before the call or during it. Nothing is known about the order. */
export class PartnerClosedError extends IapServerError {
  override readonly name = 'PartnerClosedError';
  declare readonly code: 'CLOSED';
  override readonly retryable = false;

  constructor(options: IapServerErrorOptions = {}) {
    super(
      'CLOSED',
      'Failed to ask the partner API: this client was closed. Keep one client for the whole process.',
      options,
    );
  }
}
