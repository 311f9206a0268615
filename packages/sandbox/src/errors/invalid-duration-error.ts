import { SandboxError } from './sandbox-error.js';

/**
 * Thrown for a duration that is neither a non-negative number of milliseconds nor a number with a unit. The clock has
 * not moved.
 */
export class InvalidDurationError extends SandboxError {
  /** Stays the same when a bundler renames the class. The `code` is 'INVALID_DURATION'. */
  override readonly name = 'InvalidDurationError';

  constructor(given: unknown, why = 'it is not a time span that has a fixed length') {
    super(
      'INVALID_DURATION',
      `Failed to read the duration ${JSON.stringify(given)}: ${why}. ` +
        "Give milliseconds, or a number with ms, s, min, hours, days or weeks, such as '40 days'.",
    );
  }
}
