import { describe, expect, it } from 'vitest';
import { CLIENT_CERTIFICATE_PROBLEMS, ClientCertificateError } from './client-certificate-error.js';
import { KOREAN_MESSAGES } from './korean-messages.js';
import { PartnerClosedError } from './partner-closed-error.js';

describe('what an error of the server says in Korean', () => {
  it.each(Object.entries(KOREAN_MESSAGES))('says politely what to do about %s', (_, text) => {
    expect(text).toMatch(/[가-힣]요\. .*[가-힣]요\.$/);
  });

  it('comes after the English sentence, in the message and in the first line of the stack', () => {
    const error = new PartnerClosedError();
    expect(error.message).toMatch(/^Failed to ask the partner API: .*\. \(.*[가-힣]요\.\)$/);
    expect(error.stack?.split('\n')[0]).toContain(error.message);
    expect(error.toJSON()).toMatchObject({ code: 'CLOSED', message: error.message });
  });

  it.each(CLIENT_CERTIFICATE_PROBLEMS)('depends on the problem of a certificate: %s', (code) => {
    const error = new ClientCertificateError(code, 'tls.cert', 'It is bad.');
    expect([error.code, error.message.includes(KOREAN_MESSAGES[code])]).toEqual([code, true]);
  });
});
