import { PartnerInputError } from '../errors/partner-input-error.js';
import { kindOf } from '../options/option-reader.js';
import { partnerOptions } from '../options/partner-options.js';
import { LANES } from '../rate-budget/lane.js';
import type { CallOptions } from './call-options.js';

/**
 * Refuses a malformed deadline, lane or signal, which would otherwise be ignored.
 *
 * @throws PartnerInputError naming the field
 */
export function checkCallOptions({ deadline, lane, signal }: CallOptions): void {
  if (deadline !== undefined && (typeof deadline !== 'number' || Number.isNaN(deadline))) {
    throw new PartnerInputError(
      'deadline',
      `it is ${kindOf(deadline)} and not a number`,
      'Pass milliseconds since 1970 on the clock of the client, such as Date.now() + 10_000.',
    );
  }
  partnerOptions.word('lane', lane, LANES, 'interactive');
  const methods = ['addEventListener', 'removeEventListener'];
  partnerOptions.optionalMethods('signal', signal, methods, 'Pass an AbortSignal, or leave it out.');
}
