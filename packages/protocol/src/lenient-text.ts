import * as z from 'zod/mini';

/** A text that decides nothing. A value that is not a text is read as missing, so it never makes the whole answer unusable. */
export const lenientText = z.catch(z.nullish(z.string()), undefined);
