import { PartnerInputError } from '../errors/partner-input-error.js';
import type { CallOptions } from './call-options.js';

/**
 * Refuses a deadline or a lane that would be taken for none.
 *
 * @throws PartnerInputError naming the field
 */
export function checkCallOptions({ deadline, lane }: CallOptions): void {
  if (deadline !== undefined && (typeof deadline !== 'number' || Number.isNaN(deadline))) {
    throw new PartnerInputError(
      'deadline',
      'it is not a number',
      'Pass milliseconds since 1970 on the clock of the client, such as Date.now() + 10_000.',
    );
  }
  if (lane !== undefined && lane !== 'interactive' && lane !== 'background') {
    throw new PartnerInputError('lane', 'there is no such lane', "Pass 'interactive' or 'background'.");
  }
}
