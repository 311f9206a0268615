import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { createOrderId } from '@ait-iap/protocol';
import { createFulfillment, createIapHandler, type IapHandlerOptions } from '@ait-iap/server';
import { nodeListener } from '@ait-iap/server/node';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import express4 from 'express-4';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock } from './support/manual-clock.js';
import { ScriptedPartner } from './support/scripted-partner.js';
import { sqliteHarness } from './support/sqlite-harness.js';

async function openHandler(overrides: Partial<IapHandlerOptions> = {}) {
  const harness = await sqliteHarness();
  onTestFinished(() => harness.close());
  const orderId = createOrderId();
  const errors: unknown[] = [];
  const iap = createIapHandler({
    fulfillment: createFulfillment({
      partner: new ScriptedPartner().say(orderId, {}),
      store: harness.store,
      onGrant: harness.addItem,
      onRevoke: harness.removeItem,
    }),
    authenticate: (request) => request.headers.get('x-session'),
    appName: 'my-app',
    basePath: '/iap',
    onError: (error) => errors.push(error),
    ...overrides,
  });
  return { iap, orderId, errors };
}

async function serve(listener: RequestListener): Promise<{ url: string; port: number }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port };
}

const keepRawBody = (request: object, _response: unknown, rawBody: Buffer) => {
  Object.assign(request, { rawBody });
};

const post = (url: string, body: unknown) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-session': 'user-1' },
    body: JSON.stringify(body),
  });

describe.each([
  ['Express 5', express],
  ['Express 4', express4 as unknown as typeof express],
])('the handler mounted in %s', (_, framework) => {
  it('grants below app.use, which cuts the path off', async () => {
    const { iap, orderId } = await openHandler();
    const app = framework();
    app.use('/iap', getRequestListener(iap));
    app.use(framework.json());
    const { url } = await serve(app);
    expect(await (await post(`${url}/iap/grant`, { orderId })).json()).toEqual({
      orderId,
      outcome: 'granted',
    });
    expect((await fetch(`${url}/iap/healthz`)).status).toBe(200);
  });

  it.each([
    ['no parser', () => undefined],
    ['express.json()', () => framework.json()],
    ['express.raw()', () => framework.raw({ type: '*/*' })],
    ['express.text()', () => framework.text({ type: '*/*' })],
    ['express.json() that also keeps the bytes', () => framework.json({ verify: keepRawBody })],
    ['express.urlencoded(), which ignores JSON', () => framework.urlencoded({ extended: true })],
  ])('grants by nodeListener behind %s', async (_parser, parser) => {
    const { iap, orderId } = await openHandler();
    const app = framework();
    const middleware = parser();
    if (middleware !== undefined) app.use(middleware);
    app.use('/iap', nodeListener(iap));
    const { url } = await serve(app);
    const grant = () => post(`${url}/iap/grant`, { orderId });
    expect(await (await grant()).json()).toEqual({ orderId, outcome: 'granted' });
    expect(await (await grant()).json()).toEqual({ orderId, outcome: 'already_granted' });
    expect((await fetch(`${url}/iap/healthz`)).status).toBe(200);
    expect((await post(`${url}/iap/grant`, { orderId: 'x' })).status).toBe(400);
    const large = await post(`${url}/iap/grant`, { orderId, padding: 'x'.repeat(20_000) });
    expect(large.status).toBe(413);
    const origin = 'https://my-app.apps.tossmini.com';
    const preflight = await fetch(`${url}/iap/grant`, { method: 'OPTIONS', headers: { origin } });
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
  });

  it('says which path it received when it is mounted elsewhere', async () => {
    const { iap, orderId } = await openHandler();
    const app = framework();
    app.use('/api', getRequestListener(iap));
    const { url } = await serve(app);
    const response = await post(`${url}/api/v1/grant`, { orderId });
    expect(response.status).toBe(404);
    expect(((await response.json()) as { detail: string }).detail).toContain('/v1/grant');
  });

  it.each([
    ['express.json()', () => framework.json()],
    ['express.raw()', () => framework.raw({ type: '*/*' })],
    ['express.text()', () => framework.text({ type: '*/*' })],
  ])('names the body parser when %s comes before it, and reports it', async (_parser, parser) => {
    const { iap, orderId, errors } = await openHandler();
    const app = framework();
    app.use(parser());
    app.use('/iap', getRequestListener(iap));
    const { url } = await serve(app);
    const response = await post(`${url}/iap/grant`, { orderId });
    expect(response.status).toBe(500);
    const problem = (await response.json()) as { code: string; detail: string };
    expect(problem.code).toBe('BODY_ALREADY_READ');
    expect(problem.detail).toContain('body parser');
    expect(errors).toHaveLength(1);
  });
});

describe('a sender on a real connection', () => {
  const headers = (length: number) =>
    [
      'POST /iap/grant HTTP/1.1',
      'host: partner.test',
      'content-type: application/json',
      'x-session: user-1',
      `content-length: ${length}`,
      '',
      '',
    ].join('\r\n');

  /** Sends the text and never more, and gives what came back once the other side is done. */
  async function talk(port: number, text: string, meanwhile: () => Promise<void>): Promise<string> {
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('error', () => undefined);
    socket.write(text);
    await meanwhile();
    await expect.poll(() => answer, { timeout: 5_000 }).toMatch(/\r\n\r\n/);
    return answer;
  }

  const listeners = { 'getRequestListener of Hono': getRequestListener, nodeListener };
  const slow = Object.entries(listeners).flatMap(([name, listen]) => [
    { name, listen, what: 'never sends its body', begun: '' },
    { name, listen, what: 'stops in its body', begun: '{"orderId":' },
  ]);
  it.each(slow)('that $what gets 408 from $name', async ({ listen, begun }) => {
    const clock = new ManualClock();
    const { iap } = await openHandler({ clock, bodyTimeoutMs: 5_000 });
    const { port } = await serve(listen(iap));
    const answer = await talk(port, headers(100) + begun, async () => {
      await expect.poll(() => clock.sleeping, { timeout: 5_000 }).toBe(1);
      clock.advance(5_000);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });

  it.each(Object.entries(listeners))(
    'that sends more than is allowed gets 413 from %s',
    async (_, listen) => {
      const { iap } = await openHandler();
      const { port } = await serve(listen(iap));
      const answer = await talk(port, headers(1_000_000), async () => undefined);
      expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    },
  );

  it.each(Object.entries(listeners))(
    'that sends more than is allowed, in chunks without a length, gets 413 from %s',
    async (_, listen) => {
      const { iap } = await openHandler();
      const { port } = await serve(listen(iap));
      const chunked = headers(0).replace('content-length: 0', 'transfer-encoding: chunked');
      const piece = `2710\r\n${'x'.repeat(10_000)}\r\n`;
      expect(await talk(port, chunked + piece, async () => undefined)).toMatch(/^HTTP\/1\.1 413 /);
    },
  );

  it('that disconnects within its body causes no error', async () => {
    const { iap, errors } = await openHandler();
    let answered = 0;
    const counting = async (request: Request) => {
      const response = await iap(request);
      answered += 1;
      return response;
    };
    const { port } = await serve(nodeListener(counting));
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(`${headers(100)}{"orderId":`, () => setImmediate(() => socket.destroy()));
    await expect.poll(() => answered, { timeout: 5_000 }).toBe(1);
    expect(errors).toEqual([]);
  });

  it.each(['evil host', '[', '', 'a:b:c'])('that names the host %j still gets an answer', async (host) => {
    const { iap } = await openHandler();
    const { port } = await serve(nodeListener(iap));
    const lines = ['GET /iap/healthz HTTP/1.1', `host: ${host}`, 'connection: close', '', ''];
    expect(await talk(port, lines.join('\r\n'), async () => undefined)).toMatch(/^HTTP\/1\.1 200 /);
  });
});
