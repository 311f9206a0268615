import * as z from 'zod/mini';

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 1_000;

/** `?limit=`: how many entries of a list are wanted. */
export const limitSchema = z._default(
  z.coerce.number().check(z.int(), z.gte(1), z.lte(MAX_PAGE_SIZE)),
  DEFAULT_PAGE_SIZE,
);
