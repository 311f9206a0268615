import * as z from 'zod/mini';

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 1_000;

/** `?limit=`: how many entries of a list are wanted. */
export const limitSchema = z._default(
  z.coerce.number().check(z.int(), z.gte(1), z.lte(MAX_PAGE_SIZE)),
  DEFAULT_PAGE_SIZE,
);

/** `?page=`: 1 is the first. */
export const pageSchema = z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(1_000_000)), 1);

/** Where a page begins, and how many pages there are. */
export function paging({ page, limit }: { page: number; limit: number }, total: number) {
  return { page, limit, total, pages: Math.max(1, Math.ceil(total / limit)) };
}
