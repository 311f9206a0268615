import { describe, expect, it } from 'vitest';
import { isMiniAppNotRegistered, isRateLimited } from './error-code.js';

describe('the code of an error of the partner API', () => {
  it('tells too many requests from everything else', () => {
    expect(isRateLimited({ errorCode: '4095' })).toBe(true);
    for (const errorCode of ['40950', '4050', '', undefined])
      expect(isRateLimited({ errorCode })).toBe(false);
  });

  it('tells a mini-app that is not registered from everything else', () => {
    expect(isMiniAppNotRegistered({ errorCode: '4050' })).toBe(true);
    for (const errorCode of ['04050', '4095', '', undefined]) {
      expect(isMiniAppNotRegistered({ errorCode })).toBe(false);
    }
  });
});
