import { describe, expect, test } from 'vitest';
import { everyText } from '../../test/local-partner/error-texts.js';
import { ClientCertificateError } from './client-certificate-error.js';
import { type IapServerError, isIapServerError } from './iap-server-error.js';
import { PartnerAbortError } from './partner-abort-error.js';
import { PartnerAnswerError } from './partner-answer-error.js';
import { PartnerClosedError } from './partner-closed-error.js';
import { PartnerHttpError } from './partner-http-error.js';
import { PartnerInputError } from './partner-input-error.js';
import { PartnerRateLimitError } from './partner-rate-limit-error.js';
import { PartnerResultError } from './partner-result-error.js';
import { PartnerSetupError } from './partner-setup-error.js';
import { PartnerTimeoutError } from './partner-timeout-error.js';
import { PartnerTlsError } from './partner-tls-error.js';
import { PartnerTransportError } from './partner-transport-error.js';
import { redactText, redactUserKey } from './redact.js';
import { withoutSecrets } from './without-secrets.js';

const cause = new Error('below');
const all: readonly (readonly [IapServerError, object])[] = [
  [
    new ClientCertificateError('KEY_MALFORMED', 'tls.key', 'it is no key. Pass one.', { cause }),
    { field: 'tls.key' },
  ],
  [new PartnerAbortError({ cause }), {}],
  [
    new PartnerAnswerError('not_envelope', 'success', { cause }),
    { problem: 'not_envelope', field: 'success' },
  ],
  [new PartnerClosedError({ cause }), {}],
  [new PartnerHttpError(503, { cause, errorCode: 'E' }), { httpStatus: 503, errorCode: 'E' }],
  [new PartnerInputError('orderId', 'it is no UUID', 'Pass one.', { cause }), { field: 'orderId' }],
  [new PartnerRateLimitError('platform', 5_000, { cause }), { limitedBy: 'platform', retryAfterMs: 5_000 }],
  [
    new PartnerResultError({ resultType: 'FAIL', errorCode: '1' }, { cause }),
    { resultType: 'FAIL', errorCode: '1' },
  ],
  [new PartnerSetupError({ errorCode: '4050' }, { cause }), { errorCode: '4050' }],
  [new PartnerTimeoutError(10, { cause }), { afterMs: 10 }],
  [
    new PartnerTlsError('handshake_failed', 'it failed. Do something.', { cause }),
    { failure: 'handshake_failed' },
  ],
  [new PartnerTransportError('ECONNRESET', { cause }), { systemCode: 'ECONNRESET' }],
];

describe.each(all.map(([error, fields]) => ({ name: error.name, error, fields })))(
  '$name',
  ({ error, fields }) => {
    test('is named like its class, keeps its cause, and says what failed and what to do', () => {
      expect(error.name).toBe(error.constructor.name);
      expect(error.cause).toBe(cause);
      expect(error.message).toMatch(/^Failed to [^:]+: .+\. .+\. \(.+요\.\)$/);
      expect(error.stack).toContain('errors.test.ts');
    });

    test('becomes JSON with its own fields', () => {
      expect(JSON.parse(JSON.stringify(error))).toEqual({
        name: error.name,
        code: error.code,
        message: error.message,
        retryable: error.retryable,
        ...fields,
      });
    });

    test('is recognised by its brand', () => {
      expect(isIapServerError(error)).toBe(true);
      expect(Object.keys(error)).not.toContain('Symbol(ait-iap.server.error)');
    });
  },
);

test.each([undefined, null, 'text', new Error('not ours'), {}])(
  '%o is not an error of this package',
  (value) => {
    expect(isIapServerError(value)).toBe(false);
  },
);

describe('what may be logged', () => {
  test('of a user key is its beginning and its length', () => {
    expect(redactUserKey('443731104')).toBe('44…(9)');
    expect(redactUserKey('1234')).toBe('…(4)');
  });

  test('of a foreign text is the text without secrets and PEM, shortened', () => {
    const key = '-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----';
    expect(redactText(`for 443731104: ${key}!`, ['443731104'])).toBe('for 44…(9): [PEM]!');
    expect(redactText('-----BEGIN CERTIFICATE-----\nAAAA cut')).toBe('[PEM]');
    expect(redactText('x'.repeat(1_000))).toHaveLength(301);
  });

  test('of a foreign error is a copy with name, code, stack and causes, and no other property', () => {
    const inner = Object.assign(new TypeError('user 443731104'), {
      code: 'E_IN',
      request: { headers: '443731104' },
    });
    const outer = Object.assign(new Error('outer 443731104', { cause: inner }), {
      code: 7,
      options: { key: 'PEM!' },
    });
    const copy = withoutSecrets(outer, ['443731104']) as Error & { code: unknown; cause: Error };
    expect(copy).toMatchObject({
      message: 'outer 44…(9)',
      code: 7,
      cause: { message: 'user 44…(9)', code: 'E_IN' },
    });
    expect(copy.cause.name).toBe('TypeError');
    expect(copy.stack).toContain('errors.test.ts');
    expect(everyText(copy)).not.toMatch(/443731104|PEM!/);
  });

  test('of an endless chain of causes is its beginning', () => {
    const circular = new Error('round');
    circular.cause = circular;
    expect(everyText(withoutSecrets(circular))).toContain('round');
  });

  test('of a thrown value that is not an error is its text or its type', () => {
    expect(withoutSecrets('user 443731104', ['443731104']).message).toBe('user 44…(9)');
    expect(withoutSecrets({ secret: 1 }).message).toBe('something that is not an error was thrown (object)');
  });
});
