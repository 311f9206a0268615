import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServedSandbox, serveSandbox } from '@ait-iap/sandbox/serve';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rawRequest } from './raw-request.js';

const SKU = 'ait.sandbox.consumable-1';
const MIB = 1024 * 1024;

let folder: string;
let served: ServedSandbox;
let host: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ait-iap-attackers-'));
  served = await serveSandbox({ port: 0, partnerPort: 0, dir: folder, db: ':memory:', rate: 0 });
  host = new URL(served.pageUrl).host;
});
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});

let orderId: string;
beforeEach(() => {
  served.sandbox.reset();
  orderId = served.sandbox.console.purchase({ userKey: 'user-1', sku: SKU }).orderId;
});

/** Every command of the control API with something in the place of its parameters. */
async function commands(): Promise<[method: string, path: string][]> {
  const overview = JSON.parse((await rawRequest(`${served.pageUrl}/api`)).body) as { commands: object };
  return Object.keys(overview.commands).map((command) => {
    const [method = '', path = ''] = command.split(' ');
    return [method, `/api${path.replaceAll(':orderId', orderId).replaceAll(/:\w+/g, 'x')}`];
  });
}

/** What the world says of itself: attacks must not change it. */
const world = () => served.sandbox.world.store.lastSeq();

describe('a page of another site, in the browser of a developer whose sandbox runs', () => {
  const senders: [string, Record<string, string>][] = [
    ['that its browser names', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['without a name, such as a sandboxed frame', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['on another port of this machine', { origin: 'http://localhost:5173', 'sec-fetch-site': 'same-site' }],
    ['in an old browser, which sends no fetch metadata', { origin: 'https://evil.example' }],
    ['as an image or a link, which has no origin', { 'sec-fetch-site': 'cross-site' }],
  ];
  test.each(senders)('reaches no command of the control API: %s', async (_, headers) => {
    const before = world();
    const all = await commands();
    expect(all.length).toBeGreaterThan(40);
    for (const [method, path] of all) {
      // What a form can send without asking first.
      const answer = await rawRequest(served.pageUrl + path, {
        method,
        headers: { ...headers, 'content-type': 'text/plain' },
        body: method === 'POST' || method === 'PUT' ? '{}' : '',
      });
      expect([`${method} ${path}`, answer.status]).toEqual([`${method} ${path}`, 403]);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
    expect(world()).toBe(before);
  });

  test('is not let in by a preflight', async () => {
    const answer = await rawRequest(`${served.pageUrl}/api/reset`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(answer.status).toBe(403);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('a name of the web that leads to this machine (DNS rebinding)', () => {
  const names = [
    ...[
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1.nip.io',
      'evil.example#localhost',
      '127.0.0.1@evil.example',
    ],
    ...['localhost:80@evil.example', '0.0.0.0', '[::]', '127.0.0.2.evil', '2130706433', '', ' '],
  ];
  test.each(names)('gets nothing: %j', async (name) => {
    const before = world();
    for (const path of [
      '/',
      '/api',
      '/api/orders',
      '/api/export',
      '/bridge.js',
      '/openapi.json',
      '/bridge',
    ]) {
      // Written by hand: no library sends such a header.
      const status = await statusOf(`GET ${path} HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`);
      expect([path, [400, 403].includes(status)]).toEqual([path, true]);
    }
    expect(world()).toBe(before);
  });

  test('gets nothing when the request line and the header name different hosts, or there are two headers', async () => {
    const lines = [
      `GET http://evil.example/api/orders HTTP/1.1\r\nHost: evil.example\r\n`,
      `GET /api/orders HTTP/1.1\r\nHost: evil.example\r\nHost: ${host}\r\n`,
      `GET /api/orders HTTP/1.1\r\n`,
    ];
    for (const line of lines) {
      const status = await statusOf(`${line}Connection: close\r\n\r\n`);
      expect([line, status >= 400]).toEqual([line, true]);
    }
  });
});

/** Sends text as it is and reads the status of what comes back; 0 if the connection is closed without a word. */
function statusOf(text: string): Promise<number> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(new URL(served.pageUrl).port), '127.0.0.1', () =>
      socket.write(text, 'latin1'),
    );
    socket.on('data', (chunk) => {
      answer += String(chunk);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)));
  });
}

// What takes a whole file has a limit above what is sent here.
const FILES = ['/api/import', '/api/versions'];

describe('an endless body', () => {
  test('is not read to its end by any command, and does not fill the memory', async () => {
    for (const [method, path] of await commands()) {
      if (method === 'GET' || FILES.includes(path)) continue;
      const answer = await rawRequest(served.pageUrl + path, { method, endless: 64 * MIB }).catch(() => ({
        status: 413,
        sent: 0,
      }));
      expect([path, answer.status >= 400 || method === 'DELETE']).toEqual([path, true]);
      expect(answer.sent, path).toBeLessThan(16 * MIB);
    }
  });

  test('is not read to its end by the partner API, whether or not it says how long it is', async () => {
    const { ca, client } = served.certificates;
    const url = `${served.partnerUrl}/api-partner/v1/apps-in-toss/order/get-order-status`;
    const headers = { 'content-type': 'application/json', 'x-toss-user-key': 'user-1' };
    const tls = { ca, ...client };
    const answer = await rawRequest(url, { method: 'POST', headers, endless: 64 * MIB, tls });
    expect(answer.status).toBe(400);
    expect(answer.sent).toBeLessThan(16 * MIB);
    const declared = { ...headers, 'content-length': String(1024 * MIB) };
    expect(
      await rawRequest(url, { method: 'POST', headers: declared, body: '{', tls }).catch(() => 'cut'),
    ).toSatisfy((given) => given === 'cut' || given.status === 413);
  });

  test('that drips on a hundred connections delays no other request', async () => {
    const sockets = Array.from({ length: 100 }, () =>
      connect(Number(new URL(served.pageUrl).port), '127.0.0.1', function (this: ReturnType<typeof connect>) {
        this.write(`POST /api/purchases HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 100\r\n\r\n{`);
      }).on('error', () => undefined),
    );
    try {
      expect((await rawRequest(`${served.pageUrl}/healthz`)).status).toBe(200);
      expect((await rawRequest(`${served.pageUrl}/api/orders`)).status).toBe(200);
    } finally {
      for (const socket of sockets) socket.destroy();
    }
  });
});

describe('text that has a meaning for another program', () => {
  const texts = [
    `'; drop table orders; --`,
    `x' or '1'='1`,
    `%' union select body from events --`,
    'user-1\u0000',
    'user-1\r\nset-cookie: a=b',
    '../../../etc/passwd',
    '__proto__',
    'constructor',
  ];
  test.each(texts)('stays plain text in every query and path: %j', async (text) => {
    const before = world();
    const coded = encodeURIComponent(text);
    const paths = [
      ...['userKey', 'sku', 'state', 'refund', 'before', 'limit'].map(
        (name) => `/api/orders?${name}=${coded}`,
      ),
      ...[`/api/charges?userKey=${coded}`, `/api/users?after=${coded}`, `/api/events?after=${coded}`],
      ...[`/api/orders/${coded}`, `/api/${coded}`, `/${coded}`],
    ];
    for (const path of paths) {
      const { status, headers, body } = await rawRequest(served.pageUrl + path);
      expect([path, status < 500]).toEqual([path, true]);
      expect(headers['set-cookie']).toBeUndefined();
      if (status === 200 && !path.startsWith('/api/users')) expect(body).not.toContain(orderId);
    }
    expect(world()).toBe(before);
    expect(served.sandbox.orders()).toHaveLength(1);
  });

  test('changes no object of the process, from any body', async () => {
    const body =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"userKey":"__proto__","sku":"__proto__"}';
    for (const [method, path] of await commands()) {
      if (method === 'GET') continue;
      const { status } = await rawRequest(served.pageUrl + path, { method, body });
      expect([path, status < 500]).toEqual([path, true]);
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
