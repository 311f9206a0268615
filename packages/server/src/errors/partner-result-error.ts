import type { ResultType } from '@ait-iap/protocol';
import { IapServerError, type IapServerErrorOptions } from './iap-server-error.js';

/** What the envelope of a failure said. */
export interface PartnerResult {
  readonly resultType: ResultType;
  readonly errorCode?: string | undefined;
  readonly reason?: string | undefined;
}

/**
 * The partner API answered that it could not answer: an envelope whose `resultType` is not SUCCESS. Nothing
 * is known about the order, so it is neither granted nor refused on this ground.
 */
export class PartnerResultError extends IapServerError {
  override readonly name = 'PartnerResultError';
  declare readonly code: 'RESULT_NOT_SUCCESS';
  /**
   * False for FAIL, a business failure that stays; true for HTTP_TIMEOUT, NETWORK_ERROR and the other passing
   * faults.
   */
  override readonly retryable: boolean;
  /** The platform's word. One that is not known yet is kept, and retried. */
  readonly resultType: ResultType;
  /** The platform's own error code, when it gave one. */
  readonly errorCode: string | undefined;
  /** The platform's explanation, shortened and without the user key. */
  readonly reason: string | undefined;

  constructor({ resultType, errorCode, reason }: PartnerResult, options: IapServerErrorOptions = {}) {
    const words = [errorCode, reason].filter((word) => word !== undefined && word !== '');
    const retryable = resultType !== 'FAIL';
    super(
      'RESULT_NOT_SUCCESS',
      `Failed to get the order status: the partner API answered ${resultType}${words.length > 0 ? ` (${words.join(': ')})` : ''}. ${
        retryable ? 'Ask again later.' : 'Look the error code up in the console of Apps in Toss.'
      }`,
      options,
    );
    this.retryable = retryable;
    this.resultType = resultType;
    this.errorCode = errorCode;
    this.reason = reason;
  }

  protected override details(): Record<string, unknown> {
    return { resultType: this.resultType, errorCode: this.errorCode, reason: this.reason };
  }
}
