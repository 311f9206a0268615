import { IapServerError, type IapServerErrorOptions } from './iap-server-error.js';

/**
 * No answer came before the deadline of the call. Nothing is known about the order; asking again is safe.
 */
export class PartnerTimeoutError extends IapServerError {
  override readonly name = 'PartnerTimeoutError';
  declare readonly code: 'TIMED_OUT';
  override readonly retryable = true;
  /** How long the call was given, in milliseconds; 0 if its deadline had passed before it began. */
  readonly afterMs: number;

  constructor(afterMs: number, options: IapServerErrorOptions = {}) {
    super(
      'TIMED_OUT',
      `Failed to ask the partner API: no answer within ${afterMs} ms. Ask again, or give the call a later deadline.`,
      options,
    );
    this.afterMs = afterMs;
  }

  protected override details(): Record<string, unknown> {
    return { afterMs: this.afterMs };
  }
}
