import { IapServerError, type IapServerErrorOptions } from './iap-server-error.js';

/**
 * Thrown when there were too many requests. Either the platform said so (4095), or our own rate budget would not allow
 * the request before its deadline; then nothing was sent.
 */
export class PartnerRateLimitError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  override readonly name = 'PartnerRateLimitError';
  /** 'RATE_LIMITED': too many questions in this minute. The user may have paid. */
  declare readonly code: 'RATE_LIMITED';
  /** True, after `retryAfterMs`. */
  override readonly retryable = true;
  /**
   * How long to wait before the next request, in milliseconds. A wait that the platform asks for is limited to 300,000
   * (five minutes). 1,000 if it does not say.
   */
  readonly retryAfterMs: number;
  /** Who refused: the platform, or the rate budget of this package. */
  readonly limitedBy: 'platform' | 'budget';

  constructor(limitedBy: 'platform' | 'budget', retryAfterMs: number, options: IapServerErrorOptions = {}) {
    const who = limitedBy === 'platform' ? 'the partner API answered 4095' : 'the rate budget is spent';
    super(
      'RATE_LIMITED',
      `Failed to ask the partner API: ${who}. Ask again after ${retryAfterMs} ms.`,
      options,
    );
    this.limitedBy = limitedBy;
    this.retryAfterMs = retryAfterMs;
  }

  /** Adds `limitedBy` and `retryAfterMs` to the JSON form. */
  protected override details(): Record<string, unknown> {
    return { limitedBy: this.limitedBy, retryAfterMs: this.retryAfterMs };
  }
}
