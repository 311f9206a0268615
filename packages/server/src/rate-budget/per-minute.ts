import { PartnerInputError } from '../errors/partner-input-error.js';

const MAX_PER_MINUTE = 1_000_000;

/** @throws PartnerInputError if a number of requests a minute is not a whole number from 1 to 1,000,000 */
export function readPerMinute(perMinute: number): number {
  if (Number.isInteger(perMinute) && perMinute >= 1 && perMinute <= MAX_PER_MINUTE) return perMinute;
  throw new PartnerInputError(
    'perMinute',
    'it is not a whole number from 1 to 1,000,000',
    'Leave it out for 3,000, or pass false as rateLimit to lift the budget.',
  );
}
