/** The longest user key this package accepts; a real one is a number of about ten digits. */
export const USER_KEY_MAX_LENGTH = 200;

/**
 * Whether `value` can travel in the header `x-toss-user-key`: visible ASCII without spaces, 1 to
 * {@link USER_KEY_MAX_LENGTH} characters. So no line break can smuggle in another header.
 */
export function isUserKey(value: unknown): value is string {
  return typeof value === 'string' && value.length <= USER_KEY_MAX_LENGTH && /^[\x21-\x7e]+$/.test(value);
}
