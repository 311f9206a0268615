/** What may be told to a fault besides whom it concerns and how often. */
export interface FaultParameters {
  /**
   * `purchase-error`: one of the platform's codes. `purchase-unknown-error`: a code that the platform does not have yet.
   *
   * @defaultValue `INTERNAL_ERROR`, or `SOMETHING_NEW` for `purchase-unknown-error`
   */
  readonly code?: string | undefined;
  /**
   * `purchase-error` with `TOSS_SERVER_VERIFICATION_FAILED`: so many milliseconds after the payment Toss records it after
   * all, and the order is pending from then on.
   *
   * @defaultValue never
   */
  readonly recordedAfter?: number | undefined;
  /** `…-late`: milliseconds on the sandbox clock. @defaultValue what the fault itself says */
  readonly delay?: number | undefined;
  /** `bridge-…`: only this bridge function, such as `getPendingOrders`. @defaultValue any */
  readonly function?: string | undefined;
  /** `order-status-fail`: a result type of a failure. @defaultValue `FAIL` */
  readonly resultType?: string | undefined;
  /** `order-status-fail`: its error code. @defaultValue `INTERNAL_ERROR` */
  readonly errorCode?: string | undefined;
  /** `order-status-rate-limited`: the whole `retryAfterSeconds` that the answer names. @defaultValue 5 */
  readonly seconds?: number | undefined;
  /** `order-status-unknown-status`: a word that is no status yet. @defaultValue `REFUND_PENDING` */
  readonly status?: string | undefined;
}
