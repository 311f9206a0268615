import { seededBytes } from '../random/seeded-random.js';

/**
 * The anonymous key of a user: a hash of 64 characters that is always the same for one user, as `User.getAnonymousKey`
 * of SDK 3.x answers it (observed).
 */
export function anonymousKeyOf(userKey: string): string {
  const parts = [0, 1, 2, 3].map((part) => seededBytes(userKey, 'anonymous-key', part));
  return parts
    .map((bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''))
    .join('')
    .slice(0, 64);
}
