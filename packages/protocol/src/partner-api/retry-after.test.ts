import { describe, expect, it } from 'vitest';
import { MAX_RETRY_AFTER_SECONDS, retryAfterSeconds } from './retry-after.js';

describe('retryAfterSeconds', () => {
  it.each([
    [0, 0],
    [12, 12],
    [0.5, 0.5],
    ['12', 12],
    ['1.5', 1.5],
    [' 7 ', 7],
    [301, MAX_RETRY_AFTER_SECONDS],
    [1e300, MAX_RETRY_AFTER_SECONDS],
    [Number.POSITIVE_INFINITY, MAX_RETRY_AFTER_SECONDS],
    ['9'.repeat(400), MAX_RETRY_AFTER_SECONDS],
  ])('reads %j', (told, seconds) => {
    expect(retryAfterSeconds({ data: { retryAfterSeconds: told } })).toBe(seconds);
  });

  it.each([-1, Number.NaN, '', '-1', '1e3', 'soon', null, undefined, true, [3]])(
    'finds no number in %j',
    (told) => {
      expect(retryAfterSeconds({ data: { retryAfterSeconds: told } })).toBeUndefined();
    },
  );

  it.each([undefined, null, 'later', 3, [], {}, Object.create({ retryAfterSeconds: 3 })])(
    'finds no number when the data is %j',
    (data) => {
      expect(retryAfterSeconds({ data })).toBeUndefined();
    },
  );
});
