/**
 * The part of the platform's `AbortSignal` that a waiting function needs.
 *
 * Declared here because this package compiles with neither DOM nor Node types; a real `AbortSignal` satisfies it.
 */
export interface AbortSignalLike {
  /** Whether the wait was already given up. */
  readonly aborted: boolean;
  /** Why it was given up; what the waiting function rejects with. */
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * A clock that is passed in, so that a test can hold it still.
 *
 * `now` never says anything about a time zone, and two machines never agree on it: send durations across the
 * network, not readings.
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
