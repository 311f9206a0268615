import * as z from 'zod/mini';

/**
 * Checks that a text or a list has at least so many characters or elements.
 *
 * zod's own check also runs on a value of a wrong type, and throws a `TypeError` where that has a `length` which is no number:
 * `{"length":{"toString":1}}` in a JSON body would be a crash and not a refusal.
 */
export function minLength(least: number) {
  return onlyOnSized(z.minLength(least));
}

/** Checks that a text or a list has at most so many characters or elements. See {@link minLength}. */
export function maxLength(most: number) {
  return onlyOnSized(z.maxLength(most));
}

function onlyOnSized<Check extends z.core.$ZodCheck>(check: Check): Check {
  check._zod.def.when = ({ value }) => typeof value === 'string' || Array.isArray(value);
  return check;
}
