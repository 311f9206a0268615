import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOrderId } from '@ait-iap/protocol';
import { createFulfillment, createIapHandler, type IapHandler } from '@ait-iap/server';
import { nodeListener } from '@ait-iap/server/node';
import { getRequestListener } from '@hono/node-server';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { LedgerHarness } from './support/ledger-harness.js';
import { ScriptedPartner } from './support/scripted-partner.js';
import { sqliteHarness } from './support/sqlite-harness.js';

/** How `docs/mounting.md` mounts the handler, each as a server that a mini-app can reach. */
const mounts: Record<string, (iap: IapHandler) => Promise<{ url: string; close(): Promise<unknown> }>> = {
  Hono: async (iap) => {
    const app = new Hono();
    app.all('/iap/*', (context) => iap(context.req.raw));
    return listen(createServer(getRequestListener(app.fetch)));
  },
  'a Next.js route handler': async (iap) => {
    const route = { GET: iap, POST: iap, OPTIONS: iap };
    return listen(
      createServer(
        getRequestListener((request) => {
          const method = route[request.method as keyof typeof route];
          return method === undefined ? new Response(null, { status: 405 }) : method(request);
        }),
      ),
    );
  },
  'a Worker': async (iap) => {
    const worker = { fetch: (request: Request) => iap(request) };
    return listen(createServer(getRequestListener(worker.fetch)));
  },
  Fastify: async (iap) => {
    const listener = nodeListener(iap);
    const app = Fastify();
    app.register(async (scope) => {
      // The handler reads and limits the body itself.
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _body, done) => done(null));
      scope.all('/iap/*', (request, reply) => {
        reply.hijack();
        listener(request.raw, reply.raw);
      });
    });
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    return { url, close: () => app.close() };
  },
};

function listen(server: Server): Promise<{ url: string; close(): Promise<unknown> }> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve({
        url: `http://127.0.0.1:${port}`,
        close: () => new Promise((closed) => server.close(closed)),
      });
    });
  });
}

describe.each(Object.keys(mounts))('the handler mounted in %s', (name) => {
  let harness: LedgerHarness<unknown>;
  let url: string;
  const orderId = createOrderId();

  beforeEach(async () => {
    const opened = await sqliteHarness();
    harness = opened as LedgerHarness<unknown>;
    const fulfillment = createFulfillment({
      partner: new ScriptedPartner().say(orderId, {}),
      store: opened.store,
      onGrant: opened.addItem,
      onRevoke: opened.removeItem,
    });
    const iap = createIapHandler({
      fulfillment,
      authenticate: (request) => request.headers.get('x-session'),
      appName: 'my-app',
      basePath: '/iap',
    });
    const mounted = await mounts[name]?.(iap);
    if (mounted === undefined) throw new Error('There is no such mount.');
    url = mounted.url;
    onTestFinished(async () => {
      await mounted.close();
    });
  });
  afterEach(() => harness.close());

  const origin = 'https://my-app.apps.tossmini.com';
  const post = (body: string) =>
    fetch(`${url}/iap/grant`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-session': 'user-1', origin },
      body,
    });

  it('grants, answers preflights and reports its health', async () => {
    const preflight = await fetch(`${url}/iap/grant`, { method: 'OPTIONS', headers: { origin } });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin);
    const response = await post(JSON.stringify({ orderId }));
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    expect(await response.json()).toEqual({ orderId, outcome: 'granted' });
    expect((await fetch(`${url}/iap/healthz`)).status).toBe(200);
  });

  it('keeps its own limit and its own message for a body that is too large or not JSON', async () => {
    expect((await post(`"${'x'.repeat(50_000)}"`)).status).toBe(413);
    const malformed = await post('{');
    expect(malformed.status).toBe(400);
    expect(malformed.headers.get('content-type')).toContain('application/problem+json');
  });
});
