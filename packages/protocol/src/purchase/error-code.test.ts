import { describe, expect, it } from 'vitest';
import { IAP_ERROR_CODES, isKnownIapErrorCode } from './error-code.js';

describe('the error codes of a purchase', () => {
  it('are thirteen different words', () => {
    expect(new Set(IAP_ERROR_CODES).size).toBe(13);
    expect(IAP_ERROR_CODES).toHaveLength(13);
  });

  it('are known', () => {
    expect(IAP_ERROR_CODES.every(isKnownIapErrorCode)).toBe(true);
  });

  it.each(['', 'user_canceled', 'SOMETHING_NEW', 'constructor', 4095, null, undefined, ['INTERNAL_ERROR']])(
    'do not include %j',
    (value) => {
      expect(isKnownIapErrorCode(value)).toBe(false);
    },
  );
});
