import { OptionReader } from '../options/option-reader.js';
import { FulfillmentInputError } from './fulfillment-input-error.js';

/** Reads the options of the fulfilment and of what is built on it; refuses with a `FulfillmentInputError`. */
export const options: OptionReader = new OptionReader(
  (field, why, remedy) => new FulfillmentInputError(field, `${why}. ${remedy}`),
);

/** See {@link OptionReader.requireFunction}. */
export const requireFunction = options.requireFunction.bind(options);

/** See {@link OptionReader.requireMethods}. */
export const requireMethods = options.requireMethods.bind(options);
