import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { checkBundle } from '../src/index.js';
import { bundleWith, GOOD_SCRIPT } from './support/bundles.js';

const LIVE = 'https://gem-shop.apps.tossmini.com';
const QR_TEST = 'https://gem-shop.private-apps.tossmini.com';

let server: Server | undefined;
afterEach(() => new Promise((closed) => (server === undefined ? closed(undefined) : server.close(closed))));

type HeaderTexts = Readonly<Record<string, string>>;

/** A backend on this machine that answers each origin with the given headers. */
async function backendThat(answers: (origin: string) => HeaderTexts, status = 200): Promise<string> {
  server = createServer(({ headers, method }, response: ServerResponse) => {
    response.writeHead(method === 'OPTIONS' ? 204 : status, answers(String(headers.origin))).end();
  });
  await new Promise<void>((listening) => server?.listen(0, '127.0.0.1', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/grant`;
}

const all = (origin: string): HeaderTexts => ({
  'access-control-allow-origin': origin,
  'access-control-allow-credentials': 'true',
  'access-control-allow-headers': 'Content-Type, Authorization',
  'access-control-allow-methods': 'GET, POST',
});
const without = (name: string) => (origin: string) =>
  Object.fromEntries(Object.entries(all(origin)).filter(([header]) => header !== name));

const WITH_COOKIES = `${GOOD_SCRIPT};fetch(u,{method:"POST",credentials:"include"})`;
const checked = async (backend: string, script = WITH_COOKIES) =>
  checkBundle(await bundleWith({ script }), { backends: [backend], askFoundBackends: false });
const refusals = async (backend: string) =>
  new Set(
    (await checked(backend)).findings.filter(({ weight }) => weight === 'refused').map(({ rule }) => rule),
  );

describe('a backend is asked as a browser asks, from the live and the QR origin', () => {
  it('and lets both in', async () => {
    const report = await checked(await backendThat(all));
    expect(report.ok).toBe(true);
    expect(report.backends.map(({ kind, origin, missing }) => [kind, origin, missing])).toEqual([
      ['live', LIVE, []],
      ['qr-test', QR_TEST, []],
    ]);
  });

  it.each([
    ['access-control-allow-origin', 'cors-origin'],
    ['access-control-allow-credentials', 'cors-credentials'],
    ['access-control-allow-headers', 'cors-headers'],
  ])('and a missing %s is an error', async (header, rule) => {
    expect(await refusals(await backendThat(without(header)))).toEqual(new Set([rule]));
  });

  it('and a header that both answers lack is reported once for each origin', async () => {
    const { findings } = await checked(await backendThat(without('access-control-allow-credentials')));
    expect(findings.map(({ text }) => text.en)).toEqual([
      expect.stringContaining(`the preflight and the request of ${LIVE}`),
      expect.stringContaining(`the preflight and the request of ${QR_TEST}`),
    ]);
  });

  it('and "*" is not enough for a request with credentials', async () => {
    const backend = await backendThat((origin) => ({ ...all(origin), 'access-control-allow-origin': '*' }));
    expect(await refusals(backend)).toEqual(new Set(['cors-origin']));
  });

  it.each([
    'axios.defaults.withCredentials=!0',
    'axios.create({withCredentials:true})',
    'x.credentials=`include`',
  ])('and a page that sends credentials by %s needs the permission for them', async (code) => {
    const backend = await backendThat(without('access-control-allow-credentials'));
    const { ok } = await checked(backend, `${GOOD_SCRIPT};${code}`);
    expect(ok).toBe(false);
  });

  it('and a page whose code shows no credentials gets a note, and is let in', async () => {
    const backend = await backendThat(() => ({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*',
      'access-control-allow-methods': '*',
    }));
    const script = `${GOOD_SCRIPT};fetch(u,{credentials:"omit"});axios.create({withCredentials:!1})`;
    const { ok, findings } = await checked(backend, script);
    expect(ok).toBe(true);
    const found = new Set(findings.map(({ rule, weight }) => `${weight} ${rule}`));
    expect(found).toEqual(new Set(['note cors-origin', 'note cors-credentials', 'note cors-headers']));
    expect(findings[0]?.text.en).toContain('none of yours is seen to');
  });

  it('and another origin is refused, whether the page sends credentials or not', async () => {
    const backend = await backendThat(() => ({ ...all('https://elsewhere.example') }));
    expect((await checked(backend, GOOD_SCRIPT)).ok).toBe(false);
  });

  it('and a list of methods without POST is refused', async () => {
    const backend = await backendThat((origin) => ({
      ...all(origin),
      'access-control-allow-methods': 'GET',
    }));
    expect(await refusals(backend)).toEqual(new Set(['cors-methods']));
  });

  it('and a forgotten QR origin is named', async () => {
    const report = await checked(await backendThat((origin) => (origin === LIVE ? all(origin) : {})));
    expect(report.ok).toBe(false);
    expect(report.backends.map(({ kind, missing }) => [kind, missing.length > 0])).toEqual([
      ['live', false],
      ['qr-test', true],
    ]);
  });

  it('and a route that takes only POST is judged by its preflight', async () => {
    const backend = await backendThat(all, 405);
    const answers = await checked(backend);
    expect(answers.ok).toBe(true);
  });

  it('and a backend that cannot be reached from here is a warning, because the check may run elsewhere', async () => {
    const report = await checked('http://127.0.0.1:1/grant');
    expect(report.ok).toBe(true);
    expect(new Set(report.findings.map(({ rule }) => rule))).toEqual(new Set(['backend-unreachable']));
  });
});

it('an address that the code calls is found and asked too', async () => {
  const asked: string[] = [];
  const script = `${GOOD_SCRIPT};h({url:"https://api.gem-shop.kr/grant"});fetch(\`https://api.gem-shop.kr/me/\${i}\`)`;
  const report = await checkBundle(await bundleWith({ script }), {
    fetch: async (input, init) => {
      asked.push(`${init?.method} ${String(input)}`);
      return new Response(null, { headers: all(new Headers(init?.headers).get('origin') ?? '') });
    },
  });
  expect(report.ok).toBe(true);
  expect(new Set(asked)).toEqual(
    new Set([
      'OPTIONS https://api.gem-shop.kr/grant',
      'GET https://api.gem-shop.kr/grant',
      'OPTIONS https://api.gem-shop.kr/me/',
      'GET https://api.gem-shop.kr/me/',
    ]),
  );
});

it('an address of this machine that the code calls is a finding, and is not asked', async () => {
  const asked: string[] = [];
  const script = `${GOOD_SCRIPT};fetch("http://localhost:4610/grant");fetch("http://api.gem-shop.kr/grant")`;
  const report = await checkBundle(await bundleWith({ script }), {
    fetch: async (input) => {
      asked.push(String(input));
      return new Response(null);
    },
  });
  expect(asked).toEqual([]);
  expect(report.findings.map(({ rule }) => rule)).toEqual(['local-address', 'unencrypted-address']);
});
