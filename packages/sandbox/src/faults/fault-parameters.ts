/** What may be told to a fault besides whom it concerns and how often. */
export interface FaultParameters {
  /** `purchase-error`: the code. Default `INTERNAL_ERROR`. */
  readonly code?: string;
  /** `…-late`: milliseconds on the sandbox clock. Each fault has its own default. */
  readonly delay?: number;
  /** `bridge-…`: only this bridge function. Default any of in-app purchase. */
  readonly function?: string;
  /** `order-status-fail`: default `FAIL`. */
  readonly resultType?: string;
  /** `order-status-fail`: default `INTERNAL_ERROR`. */
  readonly errorCode?: string;
  /** `order-status-rate-limited`: `retryAfterSeconds`. Default 5. */
  readonly seconds?: number;
  /** `order-status-unknown-status`: the word. Default `REFUND_PENDING`. */
  readonly status?: string;
}
