import { describe, expect, test } from 'vitest';
import { type AccessRequest, refuseForeignOrigin, refuseForeignPage, refuseStranger } from './access.js';

const TOKEN = 'a-token-of-some-length';
const local: AccessRequest = { remoteAddress: '127.0.0.1', host: '127.0.0.1:4600', origin: undefined };
const from = (part: Partial<AccessRequest>): AccessRequest => ({ ...local, ...part });
const code = (refusal: { code: string } | undefined) => refusal?.code;

describe('who may talk to the sandbox', () => {
  test.each(['localhost:4600', '127.0.0.1:4600', '[::1]:4600', 'LOCALHOST', 'localhost.:80'])(
    'this machine may, as %s',
    (host) => expect(refuseStranger(from({ host }), undefined)).toBeUndefined(),
  );

  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '192.168.0.5:4600',
    '',
    undefined,
  ])('a name that a web page could point at this machine may not: %s', (host) =>
    expect(code(refuseStranger(from({ host }), undefined))).toBe('FOREIGN_HOST'),
  );

  test.each(['apps-in-toss-api.toss.im', 'toss.im:443', 'x.apps.tossmini.com', 'APPS-IN-TOSS-API.TOSS.IM.'])(
    'nobody may by a name of the platform, not even with the token: %s',
    (host) => expect(code(refuseStranger(from({ host, token: TOKEN }), TOKEN))).toBe('OFFICIAL_HOST'),
  );

  test('another machine may with the token only', () => {
    const other = { remoteAddress: '192.168.0.7', host: '192.168.0.5:4600' };
    expect(code(refuseStranger(from(other), TOKEN))).toBe('TOKEN_REQUIRED');
    expect(code(refuseStranger(from({ ...other, token: `${TOKEN}x` }), TOKEN))).toBe('TOKEN_REQUIRED');
    expect(refuseStranger(from({ ...other, token: TOKEN }), TOKEN)).toBeUndefined();
  });

  test('another machine never may when there is no token, whatever it sends', () => {
    const other = from({ remoteAddress: '192.168.0.7', token: '' });
    expect(code(refuseStranger(other, undefined))).toBe('TOKEN_REQUIRED');
  });
});

describe('which pages may use the control API', () => {
  test.each([{ origin: 'http://127.0.0.1:4600', fetchSite: 'same-origin' }, { fetchSite: 'none' }, {}])(
    'its own page and programs may: %o',
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
  ])('a page of another origin may not: %o', (part) => {
    expect(code(refuseForeignOrigin(from(part)))).toBe('FOREIGN_ORIGIN');
  });
});

describe('which pages may use the bridge', () => {
  test.each([
    'http://localhost:5173',
    'https://localhost',
    'http://127.0.0.1:80',
    'http://[::1]:3000',
    'http://app.localhost:1',
  ])('any page of this machine may: %s', (origin) =>
    expect(refuseForeignPage(from({ origin }), undefined)).toBeUndefined(),
  );

  test.each([
    'https://evil.example',
    'http://localhost.evil.example',
    'http://localhost:5173.evil.example',
    'null',
    'file://',
  ])('a page of the web may not: %s', (origin) =>
    expect(code(refuseForeignPage(from({ origin }), undefined))).toBe('FOREIGN_ORIGIN'),
  );

  test('a page on a phone may with the token', () => {
    const phone = from({ remoteAddress: '192.168.0.7', origin: 'http://192.168.0.5:5173', token: TOKEN });
    expect(refuseForeignPage(phone, TOKEN)).toBeUndefined();
  });
});
