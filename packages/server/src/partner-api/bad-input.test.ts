import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Authority,
  createAuthority,
  type IssuedCertificate,
} from '../../test/local-partner/certificates.js';
import { everyText, rejection } from '../../test/local-partner/error-texts.js';
import { scriptedFetch, successOf } from '../../test/local-partner/scripted-fetch.js';
import { createPartnerClient } from './create-partner-client.js';
import type { GetOrderStatusRequest } from './partner-client.js';
import type { PartnerClientOptions } from './partner-client-options.js';

const ORDER = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';
const USER = '443731104';

describe('a malformed question is refused before anything is sent', () => {
  const { fetch, requests } = scriptedFetch(() => successOf(ORDER));
  const partner = createPartnerClient({ fetch });
  const cases: readonly [string, unknown, string][] = [
    ['an order id that is not a UUID', { orderId: '42', userKey: USER }, 'orderId'],
    ['an order id with a line break after it', { orderId: `${ORDER}\n`, userKey: USER }, 'orderId'],
    ['an order id that is not a string', { orderId: 42, userKey: USER }, 'orderId'],
    ['no order id', { userKey: USER }, 'orderId'],
    ['no user key', { orderId: ORDER }, 'userKey'],
    ['a user key that is null', { orderId: ORDER, userKey: null }, 'userKey'],
    ['an empty user key', { orderId: ORDER, userKey: '' }, 'userKey'],
    ['a user key with a second header in it', { orderId: ORDER, userKey: 'a\r\nx-admin: 1' }, 'userKey'],
    [
      'a user key that is a number, as Toss Login gives it',
      { orderId: ORDER, userKey: 443731104 },
      'userKey',
    ],
    ['a symbol that is not ANY_USER', { orderId: ORDER, userKey: Symbol('any') }, 'userKey'],
    ['undefined', undefined, 'orderId'],
    ['a deadline that is not a number', { orderId: ORDER, userKey: USER, deadline: new Date() }, 'deadline'],
    ['a deadline that is NaN', { orderId: ORDER, userKey: USER, deadline: Number.NaN }, 'deadline'],
    ['an unknown lane', { orderId: ORDER, userKey: USER, lane: 'fast' }, 'lane'],
  ];
  test.each(cases)('%s', async (_, request, field) => {
    const error = await rejection(partner.getOrderStatus(request as GetOrderStatusRequest));
    expect(error).toMatchObject({
      name: 'PartnerInputError',
      code: 'INVALID_INPUT',
      field,
      retryable: false,
    });
    expect((error as Error).message).toMatch(/^Failed to read \w+: .+\. Pass /);
    expect(requests).toHaveLength(0);
  });

  test('an error about a user key does not repeat it', async () => {
    const error = await rejection(partner.getOrderStatus({ orderId: ORDER, userKey: 'se cr et' }));
    expect(everyText(error)).not.toContain('se cr et');
  });
});

describe('options that cannot be used are refused at once', () => {
  const fetch = scriptedFetch(() => successOf(ORDER)).fetch;
  const cases: readonly [string, unknown, string][] = [
    ['neither tls nor fetch', {}, 'tls'],
    ['no options', undefined, 'tls'],
    ['a baseUrl that is not a URL', { fetch, baseUrl: 'partner' }, 'baseUrl'],
    ['a baseUrl with a path', { fetch, baseUrl: 'https://partner.test/api' }, 'baseUrl'],
    ['a baseUrl with a query', { fetch, baseUrl: 'https://partner.test/?a=1' }, 'baseUrl'],
    ['a baseUrl with a password', { fetch, baseUrl: 'https://me:pw@partner.test' }, 'baseUrl'],
    ['plain http to another machine', { fetch, baseUrl: 'http://partner.test' }, 'baseUrl'],
    ['a timeout of zero', { fetch, timeoutMs: 0 }, 'timeoutMs'],
    ['an attempt timeout that is not a number', { fetch, attemptTimeoutMs: Number.NaN }, 'attemptTimeoutMs'],
    ['a negative number of retries', { fetch, retries: -1 }, 'retries'],
    ['an unknown time zone', { fetch, timeZone: 'Mars/Olympus' }, 'timeZone'],
    ['a budget of zero', { fetch, rateLimit: { perMinute: 0 } }, 'perMinute'],
  ];
  test.each(cases)('%s', (_, options, field) => {
    expect(() => createPartnerClient(options as PartnerClientOptions)).toThrow(
      expect.objectContaining({ name: 'PartnerInputError', field }),
    );
  });

  test('plain http to this machine is accepted with a fetch, for a sandbox behind it', () => {
    expect(() => createPartnerClient({ fetch, baseUrl: 'http://127.0.0.1:4601' })).not.toThrow();
  });
});

describe('certificates that cannot be used are refused at once', () => {
  let authority: Authority;
  let good: IssuedCertificate;
  let other: IssuedCertificate;
  beforeAll(async () => {
    authority = await createAuthority();
    good = await authority.issue({ name: 'mini-app' });
    other = await authority.issue({ name: 'mini-app' });
  });

  const cases: readonly [string, () => object, string, string][] = [
    ['no certificate', () => ({ key: good.key }), 'CERTIFICATE_MISSING', 'tls.cert'],
    ['an empty certificate', () => ({ ...good, cert: ' ' }), 'CERTIFICATE_MISSING', 'tls.cert'],
    [
      'text that is not a certificate',
      () => ({ ...good, cert: 'hello' }),
      'CERTIFICATE_MALFORMED',
      'tls.cert',
    ],
    [
      'a key instead of the certificate',
      () => ({ ...good, cert: good.key }),
      'CERTIFICATE_MALFORMED',
      'tls.cert',
    ],
    [
      'a certificate cut short',
      () => ({ ...good, cert: good.cert.slice(0, 200) }),
      'CERTIFICATE_MALFORMED',
      'tls.cert',
    ],
    ['no key', () => ({ cert: good.cert }), 'CERTIFICATE_MISSING', 'tls.key'],
    ['text that is not a key', () => ({ ...good, key: 'hello' }), 'KEY_MALFORMED', 'tls.key'],
    ['a certificate instead of the key', () => ({ ...good, key: good.cert }), 'KEY_MALFORMED', 'tls.key'],
    ['a key cut short', () => ({ ...good, key: good.key.slice(0, 80) }), 'KEY_MALFORMED', 'tls.key'],
    ['the key of another certificate', () => ({ ...good, key: other.key }), 'KEY_DOES_NOT_FIT', 'tls.key'],
    ['text that is not a CA', () => ({ ...good, ca: 'hello' }), 'CA_MALFORMED', 'tls.ca'],
  ];
  test.each(cases)('%s', async (_, tls, code, field) => {
    const error = await rejection((async () => createPartnerClient({ tls: tls() as never }))());
    expect(error).toMatchObject({ name: 'ClientCertificateError', code, field, retryable: false });
    const text = everyText(error);
    for (const pem of [good.key, other.key, good.cert]) {
      expect(text).not.toContain(pem.split('\n')[1]);
    }
  });

  test('a certificate that has expired', async () => {
    const expired = await authority.issue({ name: 'mini-app', notAfter: new Date(Date.now() - 60_000) });
    expect(() => createPartnerClient({ tls: expired })).toThrow(
      expect.objectContaining({ code: 'CERTIFICATE_EXPIRED', field: 'tls.cert' }),
    );
  });

  test('a certificate that is not valid yet', async () => {
    const early = await authority.issue({ name: 'mini-app', notBefore: new Date(Date.now() + 3_600_000) });
    expect(() => createPartnerClient({ tls: early })).toThrow(
      expect.objectContaining({ code: 'CERTIFICATE_NOT_YET_VALID' }),
    );
  });

  test('an encrypted key without its passphrase', async () => {
    const { createPrivateKey } = await import('node:crypto');
    const key = createPrivateKey(good.key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'open sesame',
    });
    expect(() => createPartnerClient({ tls: { cert: good.cert, key } })).toThrow(
      expect.objectContaining({ code: 'KEY_ENCRYPTED', field: 'tls.key' }),
    );
    const partner = createPartnerClient({ tls: { cert: good.cert, key, passphrase: 'open sesame' } });
    expect(partner.certificateExpiresAt()).toBeInstanceOf(Date);
  });

  test('http is refused with a client certificate, even on this machine', () => {
    expect(() => createPartnerClient({ tls: good, baseUrl: 'http://127.0.0.1:4601' })).toThrow(
      expect.objectContaining({ field: 'baseUrl' }),
    );
  });

  const stored: readonly [string, (pem: string) => string | Buffer][] = [
    ['a Buffer', (pem) => Buffer.from(pem)],
    [
      'one line with \\n in two characters, in quotation marks',
      (pem) => `"${pem.trim().replaceAll('\n', '\\n')}"`,
    ],
    ['one line with spaces instead of line breaks', (pem) => pem.replaceAll('\n', ' ')],
    ['one line without line breaks', (pem) => pem.replaceAll('\n', '')],
    ['lines with Windows line endings', (pem) => pem.replaceAll('\n', '\r\n')],
  ];
  test.each(stored)('PEM is accepted as %s', (_, store) => {
    const [cert, key, ca] = [good.cert, good.key, `${authority.ca}\n${authority.ca}`].map(store);
    const tls = { cert, key, ca } as { cert: string; key: string; ca: string };
    expect(createPartnerClient({ tls }).certificateExpiresAt()).toBeInstanceOf(Date);
  });
});
