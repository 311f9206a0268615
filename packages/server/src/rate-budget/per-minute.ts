import { PARTNER_RATE_PER_MINUTE } from '@ait-iap/protocol';
import { partnerOptions } from '../options/partner-options.js';

const PER_MINUTE = { byDefault: PARTNER_RATE_PER_MINUTE, min: 1, max: 1_000_000 };

/** @throws PartnerInputError if the number of requests a minute is not a whole number from 1 to 1,000,000 */
export function readPerMinute(perMinute: number | undefined): number {
  return partnerOptions.wholeNumber('perMinute', perMinute, PER_MINUTE);
}
