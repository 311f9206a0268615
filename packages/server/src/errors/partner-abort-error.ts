import { IapServerError, type IapServerErrorOptions } from './iap-server-error.js';

/** Thrown when the call's own `signal` was aborted. `cause` is the signal's reason. Nothing is known about the order. */
export class PartnerAbortError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  override readonly name = 'PartnerAbortError';
  /** 'ABORTED': the caller canceled its question. The user may have paid. */
  declare readonly code: 'ABORTED';
  /** True: the same question can be asked again with another signal. */
  override readonly retryable = true;

  constructor(options: IapServerErrorOptions = {}) {
    super(
      'ABORTED',
      'Failed to ask the partner API: the caller canceled the call. Ask again if you still need the answer.',
      options,
    );
  }
}
