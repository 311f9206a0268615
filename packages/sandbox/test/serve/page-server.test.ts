import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ServedSandbox } from '../../src/serve/serve-options.js';
import { openPage } from './page-of-node.js';
import { serveOn, temporaryFolder } from './served.js';

const folder = temporaryFolder();
let served: ServedSandbox;
beforeAll(async () => {
  served = await serveOn(folder.path, { db: ':memory:' });
});
afterAll(async () => {
  await served.close();
  folder.remove();
});

const get = (path: string, init?: RequestInit) => fetch(served.pageUrl + path, init);
/** `fetch` may not choose its host and origin; curl may. */
const curl = async (...args: string[]) => {
  const all = ['--silent', '--write-out', '\n%{http_code}', ...args];
  const { stdout } = await promisify(execFile)('curl', all);
  return { status: Number(stdout.split('\n').at(-1)), body: stdout };
};

describe('the page server', () => {
  test('is healthy as soon as it listens', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok', sandbox: true });
  });

  test('says on its page that it is a sandbox, also without scripts', async () => {
    const text = await (await get('/')).text();
    expect(text).toContain('실제 토스 앱, 스토어, 결제가 아니에요');
  });

  test('opens the console at each of its addresses, in the language that the browser asks for', async () => {
    const headers = { accept: 'text/html', 'accept-language': 'fr-FR, en-GB;q=0.9, ko;q=0.8' };
    for (const path of ['/', '/payments', '/orders/1?moment=w2']) {
      const answer = await get(path, { headers });
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
      expect(await answer.text()).toContain('<html lang="en">');
    }
    const korean = await get('/', { headers: { 'accept-language': 'en;q=0' } });
    expect(await korean.text()).toContain('<html lang="ko">');
  });

  test('serves the files of the console, and no others', async () => {
    const [script] = /\/assets\/[\w.-]+\.js/.exec(await (await get('/')).text()) ?? [];
    const answer = await get(String(script));
    expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(answer.headers.get('cache-control')).toContain('immutable');
    for (const path of [
      '/assets/nothing.js',
      '/assets/..%2findex.html',
      '/assets/%2e%2e%2f%2e%2e%2fcli.js',
    ]) {
      expect((await get(path)).status).toBe(404);
    }
  });

  test('serves /bridge.js to any page, as a classic script that is never stale', async () => {
    const answer = await get('/bridge.js');
    expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(await answer.text()).not.toMatch(/^\s*(import|export) /m);
  });

  test('answers 404 with a message for an unknown path', async () => {
    const answer = await get('/nowhere');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('refuses a foreign host name, which a web page could use to reach it, and the names of the platform', async () => {
    const foreign = await curl('-H', 'host: evil.example', `${served.pageUrl}/api`);
    expect(foreign).toMatchObject({ status: 403, body: expect.stringContaining('FOREIGN_HOST') });
    for (const path of ['/', '/api', '/healthz', '/bridge.js']) {
      const official = await curl('-H', 'host: apps-in-toss-api.toss.im', served.pageUrl + path);
      expect(official.status).toBe(421);
    }
  });

  test('answers no control command from a page of another origin, even on localhost', async () => {
    for (const origin of ['https://evil.example', 'http://localhost:5173', 'null']) {
      const { status } = await curl('-X', 'POST', '-H', `origin: ${origin}`, `${served.pageUrl}/api/reset`);
      expect(status).toBe(403);
    }
    const image = await curl('-H', 'sec-fetch-site: cross-site', `${served.pageUrl}/api/orders`);
    expect(image.status).toBe(403);
  });

  test('gives control answers no header that would let another origin read them', async () => {
    expect((await get('/api')).headers.get('access-control-allow-origin')).toBeNull();
  });

  test.each(['https://evil.example', 'null'])('opens no bridge for a page of the web: %s', async (origin) => {
    const upgrade = [
      '-H',
      'connection: upgrade',
      '-H',
      'upgrade: websocket',
      '-H',
      'sec-websocket-version: 13',
    ];
    const key = ['-H', 'sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA=='];
    const { status } = await curl(...upgrade, ...key, '-H', `origin: ${origin}`, `${served.pageUrl}/bridge`);
    expect(status).toBe(403);
  });

  test('ends a connection that sends a message before it has introduced itself', async () => {
    const socket = new WebSocket(`${served.pageUrl.replace('http', 'ws')}/bridge`);
    socket.onopen = () => socket.send('{"kind":"message","message":{}}');
    const told = await new Promise<string>((resolve) => {
      socket.onmessage = ({ data }) => resolve(String(data));
    });
    expect(JSON.parse(told)).toMatchObject({ kind: 'refused' });
    const code = await new Promise((resolve) => {
      socket.onclose = (event) => resolve(event.code);
    });
    expect(code).toBe(1008);
  });
});

describe('the bridge of the page server', () => {
  test('keeps users apart', async () => {
    const [one, two] = ['apart-1', 'apart-2'].map((userKey) =>
      openPage(served.pageUrl, { userKey, payment: 'approve' }),
    );
    await new Promise((resolve) => one?.buy('ait.sandbox.consumable-1', resolve));
    expect(await one?.call('getPendingOrders')).toMatchObject({
      orders: [{ sku: 'ait.sandbox.consumable-1' }],
    });
    expect(await two?.call('getPendingOrders')).toMatchObject({ orders: [] });
    one?.close();
    two?.close();
  });

  test('rejects a method that no Toss app has, at once', async () => {
    const page = openPage(served.pageUrl, { userKey: 'u' });
    await expect(page.call('getEverything')).rejects.toMatchObject({ __isError: true });
    page.close();
  });

  test('tells a page that its user key cannot be used, and stays up', async () => {
    const console = vi.spyOn(globalThis.console, 'error').mockImplementation(() => {});
    const page = openPage(served.pageUrl, { userKey: '공백 있는 키' });
    await expect(page.call('getPendingOrders')).rejects.toMatchObject({
      message: expect.stringContaining('userKey'),
    });
    expect(console).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('userKey'));
    console.mockRestore();
    page.close();
    expect((await get('/healthz')).status).toBe(200);
  });

  test('disconnects every page when the world is reset, and gives it a new Toss app with its next call', async () => {
    const page = openPage(served.pageUrl, { userKey: 'before', payment: 'ask' });
    await page.call('getPendingOrders');
    const ended = new Promise((resolve) => page.buy('ait.sandbox.consumable-1', resolve));
    await page.call('getPendingOrders');
    await get('/api/reset', { method: 'POST' });
    expect(await ended).toMatchObject({ error: expect.anything() });
    expect(await page.call('getPendingOrders')).toEqual({ orders: [] });
    page.close();
  });

  test('cancels an order whose page left before the payment', async () => {
    const page = openPage(served.pageUrl, { userKey: 'leaver', payment: 'ask' });
    const opened = new Promise<string>((resolve) => {
      const stop = served.sandbox.world.subscribe((event) => {
        if (event.type === 'OrderOpened' && event.userKey === 'leaver') {
          stop();
          resolve(event.orderId);
        }
      });
    });
    const failed = new Promise<void>((resolve) => {
      const stop = served.sandbox.world.subscribe((event) => {
        if (event.type === 'OrderFailed') {
          stop();
          resolve();
        }
      });
    });
    page.buy('ait.sandbox.consumable-1', () => {});
    const orderId = await opened;
    page.close();
    await failed;
    expect(served.sandbox.order(orderId)).toMatchObject({ state: 'FAILED' });
  });
});

describe('a sandbox that is closed', () => {
  test('gives up its ports and its file at once, open connections or not', async () => {
    const own = temporaryFolder();
    const first = await serveOn(own.path);
    const page = openPage(first.pageUrl, { userKey: 'u' });
    await page.call('getPendingOrders');
    await first.close();
    await first.close();
    const { port } = new URL(first.pageUrl);
    const second = await serveOn(own.path, { port: Number(port) });
    expect(second.pageUrl).toBe(first.pageUrl);
    await second.close();
    own.remove();
  });

  test('leaves nothing behind when a port is taken, and says which flag helps', async () => {
    const own = temporaryFolder();
    const { port } = new URL(served.pageUrl);
    const failing = serveOn(own.path, { port: Number(port) });
    await expect(failing).rejects.toMatchObject({
      code: 'PORT_IN_USE',
      message: expect.stringContaining('--port'),
    });
    const again = await serveOn(own.path);
    await again.close();
    own.remove();
  });
});
