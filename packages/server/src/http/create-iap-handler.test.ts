import { createOrderId } from '@ait-iap/protocol';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerHarness } from '../../test/support/ledger-harness.js';
import { ManualClock } from '../../test/support/manual-clock.js';
import { ScriptedPartner } from '../../test/support/scripted-partner.js';
import { sqliteHarness } from '../../test/support/sqlite-harness.js';
import { createFulfillment } from '../fulfillment/create-fulfillment.js';
import { LedgerUnavailableError } from '../ledger/ledger-unavailable-error.js';
import type { SqliteTransaction } from '../sqlite/sqlite-transaction.js';
import { createIapHandler, type IapHandler } from './create-iap-handler.js';

const LIVE = 'https://my-app.apps.tossmini.com';

describe('createIapHandler', () => {
  let harness: LedgerHarness<SqliteTransaction>;
  let partner: ScriptedPartner;
  let clock: ManualClock;
  let handler: IapHandler;
  let errors: unknown[];
  const orderId = createOrderId();

  beforeEach(async () => {
    harness = await sqliteHarness();
    partner = new ScriptedPartner().say(orderId, {}, 'user-1');
    clock = new ManualClock();
    errors = [];
    handler = createIapHandler({
      fulfillment: createFulfillment({
        partner,
        store: harness.store,
        onGrant: harness.addItem,
        onRevoke: harness.removeItem,
        clock,
      }),
      authenticate: (request) => request.headers.get('authorization')?.replace('Bearer ', ''),
      appName: 'my-app',
      allowedOrigins: ['http://localhost:4620'],
      publicOrigin: 'https://partner.test',
      basePath: '/iap',
      onError: (error) => errors.push(error),
      clock,
    });
  });
  afterEach(() => harness.close());

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    handler(
      new Request('https://partner.test/iap/grant', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer user-1', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    );
  const problemOf = async (response: Response) => {
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    return (await response.json()) as { status: number; code: string; detail: string };
  };

  it('grants the order to the signed-in user, and says so for each of two requests', async () => {
    const first = await post({ orderId, sku: 'coins.100', remainingMs: 20_000 });
    expect(first.status).toBe(200);
    expect(await first.json()).toEqual({ orderId, outcome: 'granted' });
    expect(await (await post({ orderId })).json()).toEqual({ orderId, outcome: 'already_granted' });
    expect(await harness.items()).toEqual([{ orderId, userKey: 'user-1', sku: 'coins.100' }]);
  });

  it('turns the time that the mini-app has left into the deadline of the partner call', async () => {
    await post({ orderId, remainingMs: 20_000 });
    expect(partner.asked[0]?.deadline).toBe(clock.now() + 18_000);
  });

  it('reads the user from the session and not from the body', async () => {
    const response = await post({ orderId, userKey: 'user-1' }, { authorization: 'Bearer user-2' });
    expect(await response.json()).toEqual({ orderId, outcome: 'pending', reason: 'NOT_FOUND' });
  });

  it.each([
    ['nobody', ''],
    ['a user key that does not fit into a header', 'Bearer a b'],
  ])('answers 401 for %s, with a text for the user too', async (_, authorization) => {
    const response = await post({ orderId }, { authorization });
    expect(response.status).toBe(401);
    expect(await problemOf(response)).toMatchObject({
      code: 'UNAUTHENTICATED',
      userMessage: expect.stringContaining('로그인'),
    });
  });

  it.each([
    ['no JSON', '{"orderId":'],
    ['no order id', {}],
    ['an order id that is not a UUID', { orderId: '1' }],
    ['a negative time', { orderId, remainingMs: -1 }],
    ['a sku with a line break', { orderId, sku: 'a\nb' }],
    ['null', 'null'],
  ])('answers 400 for %s and does not ask the platform', async (_, body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect((await problemOf(response)).code).toBe('INVALID_REQUEST');
    expect(partner.asked).toEqual([]);
  });

  it('names the malformed field and does not repeat what was sent', async () => {
    const { detail } = await problemOf(await post({ orderId: 'secret-value' }));
    expect(detail).toBe('Malformed: orderId.');
  });

  it('refuses a body over its limit, whether or not its length is declared', async () => {
    const large = JSON.stringify({ orderId, padding: 'x'.repeat(20_000) });
    expect((await post(large)).status).toBe(413);
    const stream = new Blob([large]).stream();
    const undeclared = new Request('https://partner.test/iap/grant', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer user-1' },
      body: stream,
      duplex: 'half',
    });
    expect((await handler(undeclared)).status).toBe(413);
  });

  it('refuses a form, which any page could post without a preflight', async () => {
    expect((await post('orderId=1', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(
      415,
    );
  });

  it.each([
    LIVE,
    'https://my-app.private-apps.tossmini.com',
    'http://localhost:4620',
    'https://partner.test',
  ])('lets pages of %s in', async (origin) => {
    const response = await post({ orderId }, { origin });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    expect(response.headers.get('vary')).toBe('Origin');
  });

  it('does not trust the Host header, which the sender chooses', async () => {
    for (const host of ['evil.test', 'my-app.evil.test']) {
      const response = await handler(
        new Request(`https://${host}/iap/grant`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: 'Bearer user-1',
            origin: `https://${host}`,
            host,
            'x-forwarded-host': host,
          },
          body: JSON.stringify({ orderId }),
        }),
      );
      expect(response.status).toBe(403);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(response.headers.get('access-control-allow-credentials')).toBeNull();
      expect((await problemOf(response)).detail).toContain('publicOrigin');
    }
    expect(await harness.items()).toEqual([]);
  });

  it.each(['https://other-app.apps.tossmini.com', 'https://my-app.apps.tossmini.com.evil.test', 'null'])(
    'keeps pages of %s out without granting',
    async (origin) => {
      const response = await post({ orderId }, { origin });
      expect(response.status).toBe(403);
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(await harness.items()).toEqual([]);
    },
  );

  it('answers the preflight of an allowed page and of no other', async () => {
    const preflight = (origin: string) =>
      handler(new Request('https://partner.test/iap/grant', { method: 'OPTIONS', headers: { origin } }));
    const allowed = await preflight(LIVE);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-headers')).toContain('content-type');
    expect((await preflight('https://evil.test')).status).toBe(403);
  });

  it('lets a page read an error answer too', async () => {
    const response = await post({}, { origin: LIVE });
    expect(response.status).toBe(400);
    expect(response.headers.get('access-control-allow-origin')).toBe(LIVE);
  });

  it('answers 503 with a time to wait when the platform cannot be asked, and reports it', async () => {
    const failure = new LedgerUnavailableError('Failed to reach 10.0.0.1');
    partner.say(orderId, failure);
    const response = await post({ orderId });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(JSON.stringify(await problemOf(response))).not.toContain('10.0.0.1');
    expect(errors).toEqual([failure]);
  });

  it('answers 500 without details of an unknown error', async () => {
    partner.say(orderId, new Error('password is hunter2'));
    const response = await post({ orderId });
    expect(response.status).toBe(500);
    expect(JSON.stringify(await problemOf(response))).not.toContain('hunter2');
  });

  it('accepts only its paths and their methods', async () => {
    const get = (path: string) => handler(new Request(`https://partner.test${path}`));
    expect((await get('/iap/nothing')).status).toBe(404);
    expect((await get('/iap/constructor')).status).toBe(404);
    expect((await get('/elsewhere/grant')).status).toBe(404);
    const wrongMethod = await get('/iap/grant');
    expect(wrongMethod.status).toBe(405);
    expect(wrongMethod.headers.get('allow')).toBe('POST');
  });

  it('answers any request, and never rejects', async () => {
    const methods = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS');
    const paths = fc.oneof(
      fc.constantFrom('/iap/grant', '/iap/orders', '/grant', '/iap', '/iap/', '/iap//grant', '/%2e%2e/grant'),
      fc.webPath(),
    );
    const headers = fc.record(
      {
        origin: fc.constantFrom(LIVE, 'https://evil.test', 'null'),
        'content-type': fc.constantFrom('application/json', 'text/plain'),
        'content-length': fc.constantFrom('0', '5', '-1', 'many', '1e9'),
        authorization: fc.constantFrom('Bearer user-1', 'Bearer'),
      },
      { requiredKeys: [] },
    );
    const bodies = fc.oneof(fc.json(), fc.string(), fc.constant(JSON.stringify({ orderId })));
    await fc.assert(
      fc.asyncProperty(methods, paths, headers, bodies, async (method, path, sent, body) => {
        const hasBody = method !== 'GET' && method !== 'HEAD';
        const request = new Request(`https://partner.test${path}`, {
          method,
          headers: sent as Record<string, string>,
          ...(hasBody && { body }),
        });
        const response = await handler(request);
        expect(response.status).toBeGreaterThanOrEqual(200);
        if (sent.origin !== LIVE) expect(response.headers.get('access-control-allow-origin')).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  it('is healthy only while the ledger can be used', async () => {
    const health = () => handler(new Request('https://partner.test/iap/healthz'));
    expect((await health()).status).toBe(200);
    await harness.store.close();
    expect((await health()).status).toBe(503);
  });

  const options = () => ({
    fulfillment: Object.fromEntries(
      ['grant', 'orders', 'entitlements', 'health', 'backlog'].map((name) => [name, () => undefined]),
    ) as never,
    authenticate: () => undefined,
    appName: 'my-app',
  });

  it('refuses an appName that would let another host in', () => {
    expect(() => createIapHandler({ ...options(), appName: 'my-app.evil.test/' })).toThrow(/appName/);
  });

  it.each(['http://localhost:4620/', 'localhost:4620', 'http://localhost:4620/page', '*', ''])(
    'refuses to allow %j, which no browser sends as an origin',
    (origin) => {
      expect(() => createIapHandler({ ...options(), allowedOrigins: [origin] })).toThrow(/allowedOrigins/);
    },
  );

  it('cannot be created without a way to know who is signed in', () => {
    const make = () => createIapHandler({ ...options(), authenticate: undefined as never });
    expect(make).toThrow(/authenticate/);
  });

  it('says that a user key has to be a string, because Toss Login gives a number', async () => {
    const numeric = createIapHandler({ ...options(), authenticate: () => 443731104 as never });
    const request = new Request('https://partner.test/orders');
    expect((await problemOf(await numeric(request))).detail).toContain('as a string');
  });
});
