/** The longest sku this package accepts, in UTF-16 units; a real one has about fifty. */
export const SKU_MAX_LENGTH = 200;

// Letters, marks, numbers, punctuation and symbols: what is left out is white space (Z), and control, format
// and unassigned characters (C), which cannot be seen in a log.
const VISIBLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]+$/u;

/**
 * Whether `value` can be the id of a product: not empty, at most {@link SKU_MAX_LENGTH}, nothing invisible.
 *
 * The platform documents no form, so any is accepted. A real one (observed):
 * `ait.0000010000.af647449.3bd55cfd00.0000000475`.
 */
export function isSku(value: unknown): value is string {
  return typeof value === 'string' && value.length <= SKU_MAX_LENGTH && VISIBLE.test(value);
}
