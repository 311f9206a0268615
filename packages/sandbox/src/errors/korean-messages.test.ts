import { describe, expect, it } from 'vitest';
import { InvalidDeviceError } from './invalid-device-error.js';
import { inBothLanguages, KOREAN_MESSAGES } from './korean-messages.js';
import { PortInUseError } from './port-in-use-error.js';
import { SandboxError } from './sandbox-error.js';

describe('what an error of the sandbox says in Korean', () => {
  it.each(Object.entries(KOREAN_MESSAGES))('says politely what to do about %s', (_, text) => {
    expect(text).toMatch(/[가-힣]요\. .*[가-힣]요\.$/);
  });

  it('comes after the English sentence', () => {
    expect(new InvalidDeviceError('userKey', 'Give one.').message).toBe(
      `Failed to start a Toss app: userKey is not usable. Give one. (${KOREAN_MESSAGES.INVALID_DEVICE})`,
    );
  });

  it('is not repeated in an error that came over HTTP, or that has its own Korean text', () => {
    const said = new InvalidDeviceError('userKey', 'Give one.');
    expect(new SandboxError(said.code, said.message).message).toBe(said.message);
    expect(new PortInUseError(4600, '--port').message.match(/요\.\)/g)).toHaveLength(1);
  });

  it('is left out for a foreign code, also one named like an inherited property', () => {
    for (const code of ['USER_CANCELED', 'constructor']) expect(inBothLanguages(code, 'No.')).toBe('No.');
  });
});
