import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { maxLength, minLength } from './length-checks.js';

const text = z.string().check(minLength(2), maxLength(3));
const list = z.array(z.string()).check(minLength(1), maxLength(2));

describe('a length', () => {
  test.each(['ab', 'abc'])('lets a text of its range through: %s', (value) => {
    expect(text.safeParse(value).success).toBe(true);
  });

  test.each([
    ['too short', 'a', 'too_small'],
    ['too long', 'abcd', 'too_big'],
  ])('refuses a text that is %s', (_, value, code) => {
    expect(text.safeParse(value).error?.issues).toMatchObject([{ code }]);
  });

  test('counts the elements of a list', () => {
    expect([[], ['a'], ['a', 'b', 'c']].map((value) => list.safeParse(value).success)).toEqual([
      false,
      true,
      false,
    ]);
  });

  test.each([[{ length: { toString: 1 } }], [{ length: -1 }], [null], [7]])(
    'refuses a value of another type for its type alone, and does not throw: %j',
    (value) => {
      for (const schema of [text, list])
        expect(schema.safeParse(value).error?.issues).toMatchObject([{ code: 'invalid_type' }]);
    },
  );

  test('stands in a JSON schema', () => {
    expect(z.toJSONSchema(text)).toMatchObject({ minLength: 2, maxLength: 3 });
  });
});
