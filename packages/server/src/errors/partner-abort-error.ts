import { IapServerError, type IapServerErrorOptions } from './iap-server-error.js';

/** Thrown when the call's own `signal` was aborted. `cause` is the signal's reason. Nothing is known about the order. */
export class PartnerAbortError extends IapServerError {
  override readonly name = 'PartnerAbortError';
  declare readonly code: 'ABORTED';
  override readonly retryable = true;

  constructor(options: IapServerErrorOptions = {}) {
    super(
      'ABORTED',
      'Failed to ask the partner API: the caller canceled the call. Ask again if you still need the answer.',
      options,
    );
  }
}
