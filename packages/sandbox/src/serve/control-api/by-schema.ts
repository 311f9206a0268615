import * as z from 'zod/mini';

/** Who takes a step. It stands in the history, and is believed: a sandbox has no users. */
export const bySchema = z.optional(z.string().check(z.minLength(1), z.maxLength(60)));
