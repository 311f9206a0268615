/** What may be told to a fault besides whom it concerns and how often. */
export interface FaultParameters {
  /**
   * `purchase-error`: one of the platform's codes. Default `INTERNAL_ERROR`. `purchase-unknown-error`: a code that the
   * platform does not have yet. Default `SOMETHING_NEW`.
   */
  readonly code?: string;
  /**
   * `purchase-error` with `TOSS_SERVER_VERIFICATION_FAILED`: so many milliseconds after the payment Toss records it after
   * all, and the order is pending from then on. Default: never.
   */
  readonly recordedAfter?: number;
  /** `…-late`: milliseconds on the sandbox clock. Each fault has its own default. */
  readonly delay?: number;
  /** `bridge-…`: only this bridge function, such as `getPendingOrders`. Default any. */
  readonly function?: string;
  /** `order-status-fail`: a result type of a failure. Default `FAIL`. */
  readonly resultType?: string;
  /** `order-status-fail`: default `INTERNAL_ERROR`. */
  readonly errorCode?: string;
  /** `order-status-rate-limited`: the whole `retryAfterSeconds` that the answer names. Default 5. */
  readonly seconds?: number;
  /** `order-status-unknown-status`: a word that is no status yet. Default `REFUND_PENDING`. */
  readonly status?: string;
}
