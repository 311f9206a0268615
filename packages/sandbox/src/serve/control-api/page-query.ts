import * as z from 'zod/mini';

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 1_000;

/** `?limit=`: the number of entries. */
export const limitSchema = z._default(
  z.coerce.number().check(z.int(), z.gte(1), z.lte(MAX_PAGE_SIZE)),
  DEFAULT_PAGE_SIZE,
);

/** `?page=`: 1 is the first. */
export const pageSchema = z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(1_000_000)), 1);

/** The start of a page, and the number of pages. */
export function paging({ page, limit }: { page: number; limit: number }, total: number) {
  return { page, limit, total, pages: Math.max(1, Math.ceil(total / limit)) };
}
