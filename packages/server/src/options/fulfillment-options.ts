import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';
import { OptionReader } from './option-reader.js';

/** Reads the options of the fulfilment and of what is built on it; refuses with a `FulfillmentInputError`. */
export const fulfillmentOptions: OptionReader = new OptionReader(
  (field, why, remedy) => new FulfillmentInputError(field, `${why}. ${remedy}`),
);

/** See {@link OptionReader.requireFunction}. */
export const requireFunction = fulfillmentOptions.requireFunction.bind(fulfillmentOptions);

/** See {@link OptionReader.requireMethods}. */
export const requireMethods = fulfillmentOptions.requireMethods.bind(fulfillmentOptions);
