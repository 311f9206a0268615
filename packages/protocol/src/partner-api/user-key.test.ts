import { describe, expect, it } from 'vitest';
import { isUserKey, USER_KEY_MAX_LENGTH } from './user-key.js';

describe('isUserKey', () => {
  it.each(['443731104', 'user-1', 'a'.repeat(USER_KEY_MAX_LENGTH), '!~'])('accepts %s', (key) => {
    expect(isUserKey(key)).toBe(true);
  });

  it.each([
    ['an empty text', ''],
    ['a space', ' '],
    ['a space inside', 'a b'],
    ['a line break and another header', 'a\r\nx-admin: 1'],
    ['a line break at the end', 'a\n'],
    ['a NUL', 'a\u0000'],
    ['Korean letters', '사용자'],
    ['201 characters', 'a'.repeat(USER_KEY_MAX_LENGTH + 1)],
    ['a number', 443731104],
    ['null', null],
    ['nothing', undefined],
    ['a list of one key', ['a']],
  ])('refuses %s', (_, value) => {
    expect(isUserKey(value)).toBe(false);
  });
});
