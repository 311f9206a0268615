import type { Lane } from '../rate-budget/lane.js';

/** What every call of the partner client takes beside its question. */
export interface CallOptions {
  /** Gives the call up. The promise rejects with a `PartnerAbortError` whose cause is the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * The instant after which nobody waits for the answer any more, in milliseconds since 1970 on the client's
   * clock. Every attempt, retry and wait of the call ends before it. It only ever shortens the client's own
   * `timeoutMs`.
   */
  readonly deadline?: number | undefined;
  /**
   * `interactive`: a user is waiting. `background`: nobody is, so interactive calls go first and 4095 stops
   * it.
   *
   * @defaultValue 'interactive'
   */
  readonly lane?: Lane | undefined;
}
