import type { ResultType } from '@ait-iap/protocol';
import { IapServerError, type IapServerErrorOptions } from './iap-server-error.js';

/** The details of a failure answer. */
export interface PartnerResult {
  /** The platform's word for the kind of result. */
  readonly resultType: ResultType;
  /** The platform's error code, if the answer has one. */
  readonly errorCode?: string | undefined;
  /** The platform's reason, if the answer has one. */
  readonly reason?: string | undefined;
}

/**
 * Thrown when the partner API answered with a failure: an envelope whose `resultType` is not SUCCESS. It says nothing
 * about the order, so the order is neither granted nor refused because of it.
 */
export class PartnerResultError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  override readonly name = 'PartnerResultError';
  /** 'RESULT_NOT_SUCCESS': the platform answered with a failure, which says nothing about a payment. */
  declare readonly code: 'RESULT_NOT_SUCCESS';
  /** False for FAIL, which is permanent. True for HTTP_TIMEOUT, NETWORK_ERROR and other temporary failures. */
  override readonly retryable: boolean;
  /** The platform's result type. An unknown one is kept and retried. */
  readonly resultType: ResultType;
  /** The platform's own error code, when it gave one. */
  readonly errorCode: string | undefined;
  /** The platform's explanation, shortened, without the user key. */
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

  /** Adds `resultType`, `errorCode` and `reason` to the JSON form. */
  protected override details(): Record<string, unknown> {
    return { resultType: this.resultType, errorCode: this.errorCode, reason: this.reason };
  }
}
