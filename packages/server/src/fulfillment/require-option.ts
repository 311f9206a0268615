import { FulfillmentInputError } from './fulfillment-input-error.js';

/**
 * Checks that an option is a function, when it is given and not when it is needed: a missing `onRevoke` would else show with
 * the first refund.
 *
 * @param remedy - what to pass, as the end of a sentence
 */
export function requireFunction(field: string, value: unknown, remedy: string): void {
  if (typeof value !== 'function') throw new FulfillmentInputError(field, `it is not a function. ${remedy}`);
}

/** Checks that an option has the methods that will be called. */
export function requireMethods(
  field: string,
  value: unknown,
  methods: readonly string[],
  remedy: string,
): void {
  const found = (typeof value === 'object' || typeof value === 'function') && value !== null ? value : {};
  const missing = methods.find((name) => typeof (found as Record<string, unknown>)[name] !== 'function');
  if (missing !== undefined) throw new FulfillmentInputError(field, `it has no ${missing}. ${remedy}`);
}
