import { describe, expect, it } from 'vitest';
import { isMiniAppNotRegistered, isRateLimited } from './error-code.js';

describe('the code of an error of the partner API', () => {
  it('recognises too many requests, and nothing else', () => {
    expect(isRateLimited({ errorCode: '4095' })).toBe(true);
    for (const errorCode of ['40950', '4050', '', undefined])
      expect(isRateLimited({ errorCode })).toBe(false);
  });

  it('recognises a mini-app that is not registered, and nothing else', () => {
    expect(isMiniAppNotRegistered({ errorCode: '4050' })).toBe(true);
    for (const errorCode of ['04050', '4095', '', undefined]) {
      expect(isMiniAppNotRegistered({ errorCode })).toBe(false);
    }
  });
});
