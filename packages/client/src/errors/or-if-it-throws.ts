/**
 * What a reading gives, or something else where it throws. A value of others may be a proxy, have getters, or have no
 * text: that it cannot be read must not stop a purchase.
 */
export function orIfItThrows<T>(read: () => T, instead: T): T {
  try {
    return read();
  } catch {
    return instead;
  }
}
