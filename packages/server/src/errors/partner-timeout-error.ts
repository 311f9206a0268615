import { IapServerError, type IapServerErrorOptions } from './iap-server-error.js';

/**
 * Thrown when no answer came before the deadline of the call. Nothing is known about the order. It is safe to ask
 * again.
 */
export class PartnerTimeoutError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  override readonly name = 'PartnerTimeoutError';
  /** 'TIMED_OUT': no answer in time. The user may have paid. */
  declare readonly code: 'TIMED_OUT';
  /** True: a question changes nothing, so it can be repeated. */
  override readonly retryable = true;
  /** The time limit of the call, in milliseconds. 0 if the deadline had passed before the call started. */
  readonly afterMs: number;

  constructor(afterMs: number, options: IapServerErrorOptions = {}) {
    super(
      'TIMED_OUT',
      `Failed to ask the partner API: no answer within ${afterMs} ms. Ask again, or give the call a later deadline.`,
      options,
    );
    this.afterMs = afterMs;
  }

  /** Adds `afterMs` to the JSON form. */
  protected override details(): Record<string, unknown> {
    return { afterMs: this.afterMs };
  }
}
