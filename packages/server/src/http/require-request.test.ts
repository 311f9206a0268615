import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { createWebhookHandler } from '../webhooks/create-webhook-handler.js';
import { createIapHandler } from './create-iap-handler.js';

const nothing = (() => undefined) as never;
const iap = createIapHandler({
  fulfillment: {
    grant: nothing,
    orders: nothing,
    entitlements: nothing,
    health: nothing,
    backlog: nothing,
  } as never,
  appName: 'my-mini-app',
  authenticate: nothing,
});
const webhooks = createWebhookHandler({
  store: { transaction: nothing, read: nothing } as never,
  onSubscriptionChanged: nothing,
  authorization: 'none',
});

it.each([
  ['the handler', iap],
  ['the handler of webhooks', webhooks],
])('%s that is mounted without nodeListener says so at once, with a typed error', async (_, handler) => {
  const failure = Promise.withResolvers<unknown>();
  const server = createServer((request: IncomingMessage, response) => {
    try {
      handler(request as never);
    } catch (error) {
      failure.resolve(error);
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/grant`, { method: 'POST' });
  server.close();
  const remedy = {
    code: 'INVALID_INPUT',
    field: 'request',
    message: expect.stringContaining('nodeListener'),
  };
  expect(await failure.promise).toMatchObject(remedy);
});

it.each([undefined, null, {}, { req: {} }])('%j is no request either', (value) => {
  expect(() => iap(value as never)).toThrow('it is not a Request');
});
