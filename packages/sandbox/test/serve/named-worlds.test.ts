import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Agent, fetch as fetchOver } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NamedWorld } from '../../src/serve/named-worlds.js';
import type { ServedSandbox } from '../../src/serve/serve-options.js';
import { openPage } from './page-of-node.js';
import { serveOn, temporaryFolder } from './served.js';

const SKU = 'ait.sandbox.consumable-1';
const folder = temporaryFolder();
let served: ServedSandbox;
let agent: Agent;

beforeAll(async () => {
  served = await serveOn(folder.path, { db: ':memory:' });
  const file = (name: string) => readFileSync(join(served.certificates.folder, name));
  agent = new Agent({ connect: { ca: file('ca.crt'), cert: file('client.crt'), key: file('client.key') } });
});
afterAll(async () => {
  await agent.close();
  await served.close();
  folder.remove();
});

async function api<Answer>(url: string, method: string, path: string, body?: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/api${path}`, { method, headers, body: JSON.stringify(body) ?? null });
  return (await answer.json()) as Answer;
}
const open = (name: string, body: object = {}) =>
  api<NamedWorld>(served.pageUrl, 'PUT', `/worlds/${name}`, body);
const ordersIn = async (url: string) =>
  (await api<{ orders: { orderId: string }[] }>(url, 'GET', '/orders')).orders.map(({ orderId }) => orderId);
async function statusAt(partnerUrl: string, orderId: string): Promise<string | undefined> {
  const answer = await fetchOver(`${partnerUrl}/api-partner/v1/apps-in-toss/order/get-order-status`, {
    method: 'POST',
    dispatcher: agent,
    headers: { 'content-type': 'application/json', 'x-toss-user-key': 'user-1' },
    body: JSON.stringify({ orderId }),
  });
  return ((await answer.json()) as { success?: { status?: string } }).success?.status;
}
async function buyIn(pageUrl: string): Promise<string> {
  const page = openPage(pageUrl, { userKey: 'user-1', payment: 'approve' });
  return new Promise((resolve) => {
    page.buy(SKU, (news) => {
      if ('event' in news && news.event.type === 'purchased') resolve(String(news.event.data.orderId));
    });
  });
}

describe('worlds by name', () => {
  test('do not see purchases of each other, with the same user and the same product', async () => {
    const [one, two] = await Promise.all([open('one'), open('two')]);
    const orderId = await buyIn(one.pageUrl);
    expect(await ordersIn(one.pageUrl)).toEqual([orderId]);
    expect(await ordersIn(two.pageUrl)).toEqual([]);
    expect(await ordersIn(served.pageUrl)).toEqual([]);
  });

  test('are all reached by a backend that knows only the main partner API', async () => {
    const { pageUrl, partnerUrl } = await open('asked');
    const orderId = await buyIn(pageUrl);
    expect(await statusAt(served.partnerUrl, orderId)).toBe('PAYMENT_COMPLETED');
    expect(await statusAt(partnerUrl, orderId)).toBe('PAYMENT_COMPLETED');
    const { partnerUrl: other } = await open('not-asked');
    expect(await statusAt(other, orderId)).toBe('NOT_FOUND');
  });

  test('each have their own clock and faults', async () => {
    const { pageUrl } = await open('frozen', { rate: 0 });
    await api(pageUrl, 'POST', '/faults', { name: 'order-status-500' });
    expect((await api<{ faults: object[] }>(pageUrl, 'GET', '/faults')).faults).toHaveLength(1);
    expect((await api<{ rate: number }>(pageUrl, 'GET', '/clock')).rate).toBe(0);
    expect((await api<{ rate: number }>(served.pageUrl, 'GET', '/clock')).rate).toBe(1);
    expect((await api<{ faults: object[] }>(served.pageUrl, 'GET', '/faults')).faults).toEqual([]);
  });

  test('are opened once for a name, and are new after they have ended', async () => {
    const [first, second] = await Promise.all([open('again'), open('again')]);
    expect(second).toEqual(first);
    const orderId = await buyIn(first.pageUrl);
    await api(served.pageUrl, 'DELETE', '/worlds/again');
    const third = await open('again');
    expect(await ordersIn(third.pageUrl)).toEqual([]);
    expect(await statusAt(served.partnerUrl, orderId)).toBe('NOT_FOUND');
  });

  test('are in the list until they end, and an invalid name is refused', async () => {
    await open('listed');
    const { worlds } = await api<{ worlds: NamedWorld[] }>(served.pageUrl, 'GET', '/worlds');
    expect(worlds.map(({ name }) => name)).toContain('listed');
    const refused = await api<{ code: string }>(served.pageUrl, 'PUT', '/worlds/a%20b', {});
    expect(refused.code).toBe('INVALID_INPUT');
    const unknown = await api<{ code: string }>(served.pageUrl, 'DELETE', '/worlds/nobody');
    expect(unknown.code).toBe('WORLD_NOT_FOUND');
    const nested = await api<{ code: string }>((await open('listed')).pageUrl, 'GET', '/worlds');
    expect(nested.code).toBe('NOT_FOUND');
  });
});

describe('a chosen token', () => {
  test('is refused when it would be too weak', async () => {
    const refused = { code: 'TOKEN_REFUSED' };
    await expect(
      serveOn(folder.path, { db: ':memory:', token: 'a-token-of-some-length' }),
    ).rejects.toMatchObject(refused);
    await expect(
      serveOn(folder.path, { db: ':memory:', expose: '127.0.0.1', token: 'short' }),
    ).rejects.toMatchObject(refused);
  });

  test('is the one that requests need', async () => {
    const token = 'a-token-of-some-length';
    const other = temporaryFolder();
    const exposed = await serveOn(other.path, { db: ':memory:', expose: '127.0.0.1', token });
    expect(exposed.token).toBe(token);
    await exposed.close();
    other.remove();
  });
});
