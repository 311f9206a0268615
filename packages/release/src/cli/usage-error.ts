import { ToldError } from '../text/told-error.js';

/** A command line that was not understood. */
export class UsageError extends ToldError {
  override readonly name = 'UsageError';
  readonly code = 'USAGE';
}
