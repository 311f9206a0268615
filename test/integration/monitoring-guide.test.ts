import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSandbox } from '@ait-iap/sandbox';
import { createFulfillment, createIapHandler, createPartnerClient } from '@ait-iap/server';
import { sqliteStore } from '@ait-iap/server/sqlite';
import type { NodeOptions } from '@sentry/node';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { blocksOf, blockWith } from '../../scripts/guides/guide-blocks.mjs';

const USER = 'user-key-443731104';
const folder = fileURLToPath(new URL('../../.cache/monitoring', import.meta.url));

interface ServerSentry {
  startSentry(options: NodeOptions): void;
  onEvent: NonNullable<Parameters<typeof createFulfillment>[0]['onEvent']>;
  onError(error: unknown): void;
}

/** What was sent to Sentry, as text. */
const sent: string[] = [];
let sentry: ServerSentry;

/** The code of the guide itself, with a transport that keeps what it is given. */
beforeAll(async () => {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `server-${process.pid}.ts`);
  writeFileSync(file, blockWith(blocksOf('docs/monitoring.md'), "from '@sentry/node'", 'ts'));
  sentry = (await import(file)) as ServerSentry;
  sentry.startSentry({
    dsn: 'https://key@sentry.invalid/1',
    release: '01a21659-1f21-7f1d-ba54-0e706501e504',
    transport: () => ({
      send: async (envelope) => {
        sent.push(JSON.stringify(envelope));
        return { statusCode: 200 };
      },
      flush: async () => true,
    }),
  });
});
beforeEach(() => void sent.splice(0));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const events = () => sent.filter((text) => text.includes('"iap.code"'));

async function grantOnce({ fails }: { readonly fails: boolean }) {
  const sandbox = createSandbox();
  const order = sandbox.console.purchase({ userKey: USER, sku: 'ait.sandbox.consumable-1', granted: false });
  const partner = createPartnerClient({
    baseUrl: 'https://partner.sandbox.example',
    fetch: async (input, init) => sandbox.partnerApi(new Request(input, init)),
    clock: sandbox.clock,
  });
  const store = sqliteStore(join(folder, `ledger-${fails}.db`), { create: true, clock: sandbox.clock });
  const fulfillment = createFulfillment({
    partner,
    store,
    clock: sandbox.clock,
    onGrant() {
      if (fails) throw new Error(`the wallet of ${USER} is locked`);
    },
    onRevoke() {},
    onEvent: sentry.onEvent,
  });
  const handler = createIapHandler({
    fulfillment,
    authenticate: () => USER,
    appName: 'gem-shop',
    onError: sentry.onError,
  });
  const answer = await handler(
    new Request('https://gem-shop.example/grant', {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `session=${USER}` },
      body: JSON.stringify({ orderId: order.orderId }),
    }),
  );
  await store.close();
  return { answer, orderId: order.orderId };
}

it('the guide’s server code reports a failed grant to Sentry, by code and order, without the user', async () => {
  const { answer, orderId } = await grantOnce({ fails: true });
  expect(answer.status).toBe(503);
  const told = () => events().find((text) => text.includes('onGrant failed'));
  await expect.poll(told).toBeDefined();
  const event = told();
  expect(event).toContain(`"iap.order_id":"${orderId}"`);
  expect(event).toContain('"iap.callback":"onGrant"');
  expect(event).toContain('01a21659-1f21-7f1d-ba54-0e706501e504');
  expect(sent.join()).not.toContain(USER);
});

it('and reports nothing when everything works', async () => {
  expect((await grantOnce({ fails: false })).answer.status).toBe(200);
  expect(events()).toEqual([]);
});
