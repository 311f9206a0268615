import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ServedSandbox } from '../../src/serve/serve-options.js';
import { serveOn, temporaryFolder } from './served.js';

const folder = temporaryFolder();
const received: { headers: IncomingHttpHeaders; body: Record<string, unknown> }[] = [];
let served: ServedSandbox;
let backend: Server;
let url: string;

beforeAll(async () => {
  served = await serveOn(folder.path, { rate: 0 });
  backend = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(backend.address() as AddressInfo).port}/webhooks/subscription`;
});
afterAll(async () => {
  await served.close();
  backend.close();
  folder.remove();
});

const api = async (method: string, path: string, body?: unknown) => {
  const answer = await fetch(`${served.pageUrl}/api${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answer.json();
};
const subscribe = (userKey: string) =>
  api('POST', '/purchases', { userKey, sku: 'ait.sandbox.subscription-monthly' });

test('a backend is verified, hears of a purchase and of a renewal, and gets missed webhooks after a restart', async () => {
  const authorization = { scheme: 'basic', value: 'chosen in the console' };
  const { target } = await api('PUT', '/webhooks', { url, authorization });
  expect(target).toMatchObject({ url, active: true });
  const { order } = await subscribe('user-1');
  await api('POST', '/clock/advance', { by: '32 days' });
  await served.sandbox.idle();
  expect(received.map(({ body }) => body.changeReason ?? body.eventType)).toEqual([
    'callback.registration_verification',
    'CREATED',
    'RENEWED',
  ]);
  expect(received[2]).toMatchObject({
    headers: { authorization: `Basic ${btoa('chosen in the console')}`, 'content-type': 'application/json' },
    body: { orderId: order.orderId },
  });

  await new Promise((resolve) => backend.close(resolve));
  await subscribe('user-2');
  await served.sandbox.idle();
  const { deliveries } = await api('GET', '/webhooks');
  expect(deliveries.at(-1)).toMatchObject({ state: 'waiting', attempts: [{ error: 'ECONNREFUSED' }] });

  await served.close();
  await new Promise<void>((resolve) => backend.listen(Number(new URL(url).port), '127.0.0.1', resolve));
  served = await serveOn(folder.path);
  await api('POST', '/clock/advance', { by: '1 min' });
  await served.sandbox.idle();
  expect((await api('GET', '/webhooks')).deliveries.at(-1)).toMatchObject({ state: 'delivered' });
  expect(received.at(-1)?.body).toMatchObject({ changeReason: 'CREATED' });
});
