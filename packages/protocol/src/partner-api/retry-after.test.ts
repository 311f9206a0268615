import { describe, expect, it } from 'vitest';
import { isRateLimited, retryAfterSeconds } from './retry-after.js';

describe('isRateLimited', () => {
  it('knows the code of too many requests and no other', () => {
    expect(isRateLimited({ errorCode: '4095' })).toBe(true);
    expect(isRateLimited({ errorCode: '40950' })).toBe(false);
    expect(isRateLimited({ errorCode: '' })).toBe(false);
  });
});

describe('retryAfterSeconds', () => {
  it.each([
    [0, 0],
    [12, 12],
    [0.5, 0.5],
    ['12', 12],
    ['1.5', 1.5],
  ])('reads %j', (told, seconds) => {
    expect(retryAfterSeconds({ data: { retryAfterSeconds: told } })).toBe(seconds);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, '', '-1', '1e3', 'soon', null, undefined, true, [3]])(
    'knows nothing from %j',
    (told) => {
      expect(retryAfterSeconds({ data: { retryAfterSeconds: told } })).toBeUndefined();
    },
  );

  it.each([undefined, null, 'later', 3, [], {}, Object.create({ retryAfterSeconds: 3 })])(
    'knows nothing when the data is %j',
    (data) => {
      expect(retryAfterSeconds({ data })).toBeUndefined();
    },
  );
});
