import { IapServerError, type IapServerErrorOptions } from './iap-server-error.js';

/**
 * There were too many requests: the platform said so (4095), or our own budget is spent and would not have
 * allowed the request before its deadline, in which case nothing was sent.
 */
export class PartnerRateLimitError extends IapServerError {
  override readonly name = 'PartnerRateLimitError';
  declare readonly code: 'RATE_LIMITED';
  override readonly retryable = true;
  /**
   * How long to wait before the next request, in milliseconds. What the platform asks for is capped at 300,000 (five
   * minutes); 1,000 when it does not say.
   */
  readonly retryAfterMs: number;
  /** Who said no: the platform, or the budget of this package. */
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

  protected override details(): Record<string, unknown> {
    return { limitedBy: this.limitedBy, retryAfterMs: this.retryAfterMs };
  }
}
