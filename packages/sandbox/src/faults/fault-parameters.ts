/** The parameters of faults, besides for whom and how often. */
export interface FaultParameters {
  /**
   * `purchase-error`, `paid-after-error`: one of the platform's codes. `purchase-unknown-error`: a code that the platform
   * does not have yet.
   *
   * @defaultValue `INTERNAL_ERROR`, `USER_CANCELED` for `paid-after-error`, `SOMETHING_NEW` for `purchase-unknown-error`
   */
  readonly code?: string | undefined;
  /**
   * `purchase-error` with `TOSS_SERVER_VERIFICATION_FAILED`: how many milliseconds after the payment Toss records it
   * after all. The order is then pending.
   *
   * @defaultValue never
   */
  readonly recordedAfter?: number | undefined;
  /** `…-late`, `paid-after-error`: milliseconds on the sandbox clock. @defaultValue the delay of the fault itself */
  readonly delay?: number | undefined;
  /** `bridge-…`: only this bridge function, such as `getPendingOrders`. @defaultValue any */
  readonly function?: string | undefined;
  /** `order-status-fail`: the result type of the failure. @defaultValue `FAIL` */
  readonly resultType?: string | undefined;
  /** `order-status-fail`: its error code. @defaultValue `INTERNAL_ERROR` */
  readonly errorCode?: string | undefined;
  /** `order-status-rate-limited`: the `retryAfterSeconds` of the answer, in whole seconds. @defaultValue 5 */
  readonly seconds?: number | undefined;
  /** `order-status-unknown-status`: a status word that does not exist yet. @defaultValue `REFUND_PENDING` */
  readonly status?: string | undefined;
}
