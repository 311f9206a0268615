import { describe, expect, test } from 'vitest';
import { type AccessRequest, refuseForeignOrigin, refuseForeignPage, refuseStranger } from './access.js';

const TOKEN = 'a-token-of-some-length';
const local: AccessRequest = { remoteAddress: '127.0.0.1', host: '127.0.0.1:4600', origin: undefined };
const from = (part: Partial<AccessRequest>): AccessRequest => ({ ...local, ...part });
const code = (refusal: { code: string } | undefined) => refusal?.code;

describe('access to the sandbox', () => {
  test.each(['localhost:4600', '127.0.0.1:4600', '[::1]:4600', 'LOCALHOST', 'localhost.:80'])(
    'is open to this machine, as %s',
    (host) => expect(refuseStranger(from({ host }), undefined)).toBeUndefined(),
  );

  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '192.168.0.5:4600',
    '',
    undefined,
  ])('is closed to a name that a web page could point at this machine: %s', (host) =>
    expect(code(refuseStranger(from({ host }), undefined))).toBe('FOREIGN_HOST'),
  );

  test.each(['apps-in-toss-api.toss.im', 'toss.im:443', 'x.apps.tossmini.com', 'APPS-IN-TOSS-API.TOSS.IM.'])(
    'is closed under a name of the platform, even with the token: %s',
    (host) => expect(code(refuseStranger(from({ host, token: TOKEN }), TOKEN))).toBe('OFFICIAL_HOST'),
  );

  test('is open to another machine only with the token', () => {
    const other = { remoteAddress: '192.168.0.7', host: '192.168.0.5:4600' };
    expect(code(refuseStranger(from(other), TOKEN))).toBe('TOKEN_REQUIRED');
    expect(code(refuseStranger(from({ ...other, token: `${TOKEN}x` }), TOKEN))).toBe('TOKEN_REQUIRED');
    expect(refuseStranger(from({ ...other, token: TOKEN }), TOKEN)).toBeUndefined();
  });

  test('is closed to another machine when there is no token, whatever it sends', () => {
    const other = from({ remoteAddress: '192.168.0.7', token: '' });
    expect(code(refuseStranger(other, undefined))).toBe('TOKEN_REQUIRED');
  });
});

describe('access of pages to the control API', () => {
  test.each([{ origin: 'http://127.0.0.1:4600', fetchSite: 'same-origin' }, { fetchSite: 'none' }, {}])(
    'is open to its own page and to programs: %o',
    (part) => expect(refuseForeignOrigin(from(part))).toBeUndefined(),
  );

  test.each([
    { origin: 'http://localhost:5173', fetchSite: 'same-site' },
    { origin: 'http://127.0.0.1:4620' },
    { origin: 'https://evil.example', fetchSite: 'cross-site' },
    { origin: 'null' },
    // An image or a form of another page sends no origin with GET, but the browser says where the request comes from.
    { fetchSite: 'cross-site' },
    { fetchSite: 'same-site' },
  ])('is closed to a page of another origin: %o', (part) => {
    expect(code(refuseForeignOrigin(from(part)))).toBe('FOREIGN_ORIGIN');
  });
});

describe('access of pages to the bridge', () => {
  test.each([
    'http://localhost:5173',
    'https://localhost',
    'http://127.0.0.1:80',
    'http://[::1]:3000',
    'http://app.localhost:1',
  ])('is open to any page of this machine: %s', (origin) =>
    expect(refuseForeignPage(from({ origin }), undefined)).toBeUndefined(),
  );

  test.each([
    'https://evil.example',
    'http://localhost.evil.example',
    'http://localhost:5173.evil.example',
    'null',
    'file://',
  ])('is closed to a page of the web: %s', (origin) =>
    expect(code(refuseForeignPage(from({ origin }), undefined))).toBe('FOREIGN_ORIGIN'),
  );

  test('is open to a page on a phone with the token', () => {
    const phone = from({ remoteAddress: '192.168.0.7', origin: 'http://192.168.0.5:5173', token: TOKEN });
    expect(refuseForeignPage(phone, TOKEN)).toBeUndefined();
  });
});
