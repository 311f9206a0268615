import type { Lane } from '../rate-budget/lane.js';

/** What every call of the partner client takes besides its question. */
export interface CallOptions {
  /** Cancels the call. The promise then rejects with a `PartnerAbortError` whose cause is the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * The time after which the answer is of no use, in milliseconds since 1970 on the client's clock. Every attempt,
   * retry and wait of the call ends before it. It can only shorten the client's own `timeoutMs`.
   */
  readonly deadline?: number | undefined;
  /**
   * `interactive`: a user is waiting. `background`: no user is waiting, so interactive calls go first, and a 4095
   * pauses these calls.
   *
   * @defaultValue 'interactive'
   */
  readonly lane?: Lane | undefined;
}
