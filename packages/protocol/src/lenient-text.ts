import * as z from 'zod/mini';

/** A text that decides nothing: what is no text is read as missing, and never makes the answer around it unusable. */
export const lenientText = z.catch(z.nullish(z.string()), undefined);
