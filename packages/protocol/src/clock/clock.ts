/**
 * The part of the platform's `AbortSignal` that a waiting function needs.
 *
 * Declared here because this package compiles with neither DOM nor Node types; a real `AbortSignal` satisfies it.
 */
export interface AbortSignalLike {
  /** Whether the wait was already given up. */
  readonly aborted: boolean;
  /** Why it was given up. The waiting function rejects with this. */
  readonly reason: unknown;
  /** Calls `listener` when the signal is aborted. */
  addEventListener(type: 'abort', listener: () => void): void;
  /** Removes a listener that was added. */
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * A clock that is passed in, so that a test can control the time.
 *
 * `now` has no time zone, and two machines never have exactly the same time. So send durations across the network, not
 * times.
 */
export interface Clock {
  /** The present, in milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /**
   * Resolves once `milliseconds` have passed on this clock; zero or less resolves without a wait.
   * Rejects with `signal.reason` as soon as `signal` is aborted.
   */
  sleep(milliseconds: number, signal?: AbortSignalLike): Promise<void>;
}
