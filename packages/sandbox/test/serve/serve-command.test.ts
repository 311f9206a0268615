import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/create-sandbox.js';
import { sqliteWorldStore } from '../../src/world/world-file/sqlite-world-store.js';
import { BIN, type ChildSandbox, startCommand, startSandbox } from './child-sandbox.js';
import { openPage } from './page-of-node.js';
import { temporaryFolder } from './served.js';

let folder: ReturnType<typeof temporaryFolder>;
const children: ChildSandbox[] = [];
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());
afterAll(() => {
  for (const { child } of children) child.kill('SIGKILL');
});

const start = async (...args: string[]) => {
  const running = await startSandbox(folder.path, args);
  children.push(running);
  return running;
};
const stop = async ({ child, ended }: ChildSandbox, signal: NodeJS.Signals = 'SIGTERM') => {
  child.kill(signal);
  return (await ended).code;
};

describe('ait-iap-sandbox serve', () => {
  test('works in an empty folder and writes what a backend needs there, with keys that only their owner can read', async () => {
    const running = await start();
    for (const name of ['ca.crt', 'client.crt', 'client.key']) {
      expect(existsSync(join(folder.path, '.ait-iap/certs', name))).toBe(true);
    }
    expect(statSync(join(folder.path, '.ait-iap/certs/client.key')).mode & 0o777).toBe(0o600);
    expect(existsSync(join(folder.path, '.ait-iap/world.db'))).toBe(true);
    expect((await fetch(`${running.pageUrl}/healthz`)).status).toBe(200);
    expect(await stop(running)).toBe(0);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'ends with code 0 on %s, also with open pages and connections',
    async (signal) => {
      const running = await start();
      const page = openPage(running.pageUrl, { userKey: 'u', payment: 'ask' });
      await page.call('getPendingOrders');
      page.buy('ait.sandbox.consumable-1', () => {});
      // Nobody ever finishes this handshake.
      const half = connect(Number(new URL(running.partnerUrl).port), '127.0.0.1');
      half.on('error', () => {});
      await once(half, 'connect');
      const before = performance.now();
      expect(await stop(running, signal)).toBe(0);
      // Waiting for the handshake would take Node's 120 seconds.
      expect(performance.now() - before).toBeLessThan(60_000);
      half.destroy();
      page.close();
    },
  );

  test('says in one sentence, in Korean and English, that a port is taken', async () => {
    const running = await start();
    const { port } = new URL(running.pageUrl);
    const second = startCommand(folder.path, [
      'serve',
      '--port',
      port,
      '--partner-port',
      '0',
      '--db',
      ':memory:',
    ]);
    const { code, stderr } = await second.ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^Failed to listen on port ${port}: .*--port.*포트 ${port}번.*\\n$`));
    await stop(running);
  });

  test('says in one sentence that another sandbox uses the file', async () => {
    const running = await start();
    const second = startCommand(folder.path, ['serve', '--port', '0', '--partner-port', '0']);
    const { code, stderr } = await second.ended;
    expect([code, stderr.split('\n').length]).toEqual([1, 2]);
    expect(stderr).toContain('another sandbox uses it');
    await stop(running);
  });

  test('makes the same orders for the same seed, and others for another', async () => {
    const orderIds: string[] = [];
    for (const seed of ['one', 'one', 'two']) {
      const running = await start('--db', ':memory:', '--seed', seed);
      await fetch(`${running.pageUrl}/api/clock`, { method: 'PUT', body: '{"rate":0}' });
      const bought = await fetch(`${running.pageUrl}/api/purchases`, {
        method: 'POST',
        body: JSON.stringify({ userKey: 'u', sku: 'ait.sandbox.consumable-1' }),
      }).then((response) => response.json());
      // The first 48 bits of such an id are the time, which real time makes different.
      orderIds.push(bought.order.orderId.slice(14));
      await stop(running);
    }
    expect(orderIds[0]).toBe(orderIds[1]);
    expect(orderIds[0]).not.toBe(orderIds[2]);
  });

  test('continues with the certificates and the world of the last time', async () => {
    const first = await start();
    const body = JSON.stringify({ userKey: 'u', sku: 'ait.sandbox.consumable-1' });
    await fetch(`${first.pageUrl}/api/purchases`, { method: 'POST', body });
    await fetch(`${first.pageUrl}/api/clock/advance`, { method: 'POST', body: '{"by":"40 days"}' });
    const before = await fetch(`${first.pageUrl}/api`).then((response) => response.json());
    await stop(first);
    const second = await start();
    const after = await fetch(`${second.pageUrl}/api`).then((response) => response.json());
    expect(after.orders).toBe(1);
    expect(Date.parse(after.now)).toBeGreaterThanOrEqual(Date.parse(before.now));
    await stop(second);
  });
});

describe('ait-iap-sandbox export', () => {
  test('ends without a word when its reader stops reading', async () => {
    const db = join(folder.path, 'large.db');
    const sandbox = createSandbox({ store: sqliteWorldStore(db) });
    // More than any pipe holds, so that the command is still writing when its reader goes.
    const value = 'x'.repeat(1_000_000);
    sandbox.world.record({ type: 'RecordChanged', kind: 'note', id: 'long', value });
    sandbox.close();
    const pipeline = `set -o pipefail; "${process.execPath}" "${BIN}" export --db "${db}" | head -c 10`;
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', pipeline]);
    expect([stdout, stderr]).toEqual(['{"format":', '']);
  });
});

const outside = Object.values(networkInterfaces())
  .flat()
  .find((address) => address?.family === 'IPv4' && !address.internal)?.address;

describe('ait-iap-sandbox serve --expose', () => {
  test('is needed before another machine can connect', async ({ skip }) => {
    if (outside === undefined) skip('this machine has no address but loopback');
    const running = await start();
    const { port } = new URL(running.pageUrl);
    await expect(fetch(`http://${outside}:${port}/healthz`)).rejects.toThrow();
    await stop(running);
  });

  test('answers other machines with the token only', async ({ skip }) => {
    if (outside === undefined) skip('this machine has no address but loopback');
    const { child, lines, ended } = startCommand(folder.path, [
      ...['serve', '--port', '0', '--partner-port', '0', '--json', '--expose', '0.0.0.0'],
    ]);
    const { pageUrl, token } = JSON.parse(String((await once(lines, 'line'))[0]));
    const url = `http://${outside}:${new URL(pageUrl).port}`;
    for (const path of ['/', '/api', '/bridge.js']) expect((await fetch(url + path)).status).toBe(401);
    expect((await fetch(`${url}/api?token=${token}x`)).status).toBe(401);
    expect((await fetch(`${url}/bridge.js?token=${token}`)).status).toBe(200);
    const authorized = { headers: { authorization: `Bearer ${token}` } };
    expect((await fetch(`${url}/api`, authorized)).status).toBe(200);
    const opens = (path: string) =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`);
        socket.onopen = () => resolve(true);
        socket.onerror = () => resolve(false);
      });
    expect(await opens('/bridge')).toBe(false);
    expect(await opens(`/bridge?token=${token}`)).toBe(true);
    const refused = startCommand(folder.path, ['products', '--url', url, '--json']);
    expect(JSON.parse((await refused.ended).stderr)).toMatchObject({ error: { code: 'TOKEN_REQUIRED' } });
    const allowed = startCommand(folder.path, ['products', '--url', url, '--token', token]);
    expect((await allowed.ended).code).toBe(0);
    // On this machine nothing changes.
    expect((await fetch(`${pageUrl}/api`)).status).toBe(200);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });
});
