import { maxLength, minLength } from '@ait-iap/protocol';
import * as z from 'zod/mini';

/** Who takes a step, for the history. It is not checked, because a sandbox has no accounts. */
export const bySchema = z.optional(z.string().check(minLength(1), maxLength(60)));
