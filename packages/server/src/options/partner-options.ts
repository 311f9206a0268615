import { PartnerInputError } from '../errors/partner-input-error.js';
import { OptionReader } from './option-reader.js';

/** Reads the options of the partner client and of what belongs to it; refuses with a `PartnerInputError`. */
export const partnerOptions: OptionReader = new OptionReader(
  (field, why, remedy) => new PartnerInputError(field, why, remedy),
);
