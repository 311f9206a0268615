import { SandboxError } from './sandbox-error.js';

/** Thrown for a clock with a negative or infinite rate, or with a start that is not an instant. */
export class InvalidClockError extends SandboxError {
  /** Stays the same when a bundler renames the class. The `code` is 'INVALID_CLOCK'. */
  override readonly name = 'InvalidClockError';

  constructor(
    /** The option that is not usable. */
    readonly field: 'rate' | 'startAt',
  ) {
    super(
      'INVALID_CLOCK',
      field === 'rate'
        ? 'Failed to set the clock: rate is not a finite number of at least 0. Give 0 to freeze it or 1 for real time.'
        : 'Failed to set the clock: startAt is not an instant. Give epoch milliseconds or ISO 8601 such as 2026-01-01T09:00:00+09:00.',
    );
  }
}
