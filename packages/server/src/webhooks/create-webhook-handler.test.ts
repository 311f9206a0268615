import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { sqliteHarness } from '../../test/support/sqlite-harness.js';
import { describeWebhookContract } from '../../test/support/webhook-contract.js';
import { findUnread, keepUnread } from '../ledger/unread-webhooks.js';
import { createWebhookHandler, type WebhookReport } from './create-webhook-handler.js';
import { forwardedAddress } from './forwarded-address.js';

describeWebhookContract('SQLite', sqliteHarness);

const VERIFICATION = { eventType: 'callback.registration_verification', occurredAt: '2026-01-01T00:00:00Z' };
const CHANGE = {
  eventType: 'subscription.status_changed',
  occurredAt: '2026-01-01T00:00:00Z',
  orderId: '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0',
  sku: 's',
  changeReason: 'CREATED',
  subscription: { current: { status: 'ACTIVE', accessGranted: true, autoRenew: true } },
};
const post = (body: string, headers: Record<string, string> = {}) =>
  new Request('https://partner.test/hook', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
const verification = (headers: Record<string, string>) => post(JSON.stringify(VERIFICATION), headers);

describe('the sender of a webhook', () => {
  const store = { transaction: () => undefined, read: () => undefined } as never;
  const base = { store, onSubscriptionChanged: () => undefined };

  it.each([
    undefined,
    null,
    'nobody',
    {},
    { scheme: 'Basic', value: '' },
    { scheme: 'Basic', value: [] },
    { scheme: 'Basic', value: ['new', undefined] },
    { scheme: 'Bearer', value: 'secret\n' },
    { scheme: 'Digest', value: 'secret' },
    { scheme: '', value: 'secret' },
    { scheme: [], value: 'secret' },
    { scheme: ['Basic', 'Barer'], value: 'secret' },
    { value: 'secret' },
  ])('cannot be left unchecked by accident, as with %j', (authorization) => {
    const make = () => createWebhookHandler({ ...base, authorization: authorization as never });
    expect(make).toThrow(/authorization/);
  });

  it('needs to know the value, in base64 for Basic', async () => {
    const handler = createWebhookHandler({ ...base, authorization: { scheme: 'Basic', value: 'secret' } });
    expect((await handler(verification({ authorization: `Basic ${btoa('secret')}` }))).status).toBe(204);
    for (const authorization of [
      'Basic secret',
      `Bearer ${btoa('secret')}`,
      `Basic ${btoa('secret2')}`,
      '',
    ]) {
      expect((await handler(verification({ authorization }))).status).toBe(401);
    }
    expect((await handler(verification({}))).status).toBe(401);
  });

  it.each(['basic', 'BASIC', 'Basic  '])('may write the scheme in upper or lower case: %j', async (word) => {
    const scheme = word.trim() as 'Basic';
    const handler = createWebhookHandler({ ...base, authorization: { scheme, value: 'secret' } });
    for (const sent of [`${word} ${btoa('secret')}`, `bAsIc ${btoa('secret')} `]) {
      expect((await handler(verification({ authorization: sent }))).status).toBe(204);
    }
    expect((await handler(verification({ authorization: `basic ${btoa('SECRET')}` }))).status).toBe(401);
  });

  it('may use either scheme when both are accepted', async () => {
    const handler = createWebhookHandler({
      ...base,
      authorization: { scheme: ['Basic', 'Bearer'], value: 'secret' },
    });
    for (const authorization of [`Basic ${btoa('secret')}`, 'Bearer secret', 'bearer secret']) {
      expect((await handler(verification({ authorization }))).status).toBe(204);
    }
    for (const authorization of [
      'Basic secret',
      `Bearer ${btoa('secret')}`,
      'secret',
      'Token secret',
      'Basic',
    ]) {
      expect((await handler(verification({ authorization }))).status).toBe(401);
    }
  });

  it('is reported to onEvent also when it is refused, with the reason', async () => {
    const reports: WebhookReport[] = [];
    const handler = createWebhookHandler({
      ...base,
      authorization: { scheme: 'Bearer', value: 'secret' },
      clientAddress: forwardedAddress(1),
      onEvent: (report) => {
        reports.push(report);
        throw new Error('a broken log');
      },
    });
    const from = 'x-forwarded-for';
    await handler(verification({ authorization: 'Bearer wrong', [from]: '117.52.3.11' }));
    await handler(verification({ authorization: 'Bearer secret', [from]: '8.8.8.8' }));
    const admitted = verification({ authorization: 'Bearer secret', [from]: '117.52.3.11' });
    expect((await handler(admitted)).status).toBe(204);
    expect(reports).toEqual([
      { eventType: '', outcome: 'refused', refusedBy: 'authorization' },
      { eventType: '', outcome: 'refused', refusedBy: 'address' },
      { eventType: VERIFICATION.eventType, outcome: 'verified' },
    ]);
  });

  it.each([0, -1, 1.5, Number.NaN, Number(undefined), Number.POSITIVE_INFINITY, '1', null, undefined])(
    'cannot be determined behind %j proxies',
    (proxies) => {
      expect(() => forwardedAddress(proxies as number)).toThrow(/trustedProxies.*whole number from 1/);
    },
  );

  it('needs to know one of two values while they are changed', async () => {
    const handler = createWebhookHandler({
      ...base,
      authorization: { scheme: 'Bearer', value: ['new', 'old'] },
    });
    expect((await handler(verification({ authorization: 'Bearer old' }))).status).toBe(204);
    expect((await handler(verification({ authorization: 'Bearer new' }))).status).toBe(204);
    expect((await handler(verification({ authorization: 'Bearer older' }))).status).toBe(401);
  });

  it('has to be an address of the platform when addresses are checked, whatever the headers claim', async () => {
    const handler = createWebhookHandler({
      ...base,
      authorization: 'none',
      clientAddress: forwardedAddress(1),
    });
    const from = (chain: string) => verification({ 'x-forwarded-for': chain });
    expect((await handler(from('117.52.3.11'))).status).toBe(204);
    expect((await handler(from('8.8.8.8, 117.52.3.11'))).status).toBe(204);
    expect((await handler(from('117.52.3.11:55001'))).status).toBe(204);
    expect((await handler(from('[::ffff:117.52.3.11]:55001'))).status).toBe(204);
    expect((await handler(from('117.52.3.11:80, 8.8.8.8:80'))).status).toBe(401);
    expect((await handler(from('117.52.3.11, 8.8.8.8'))).status).toBe(401);
    expect((await handler(verification({}))).status).toBe(401);
  });
});

describe('the content of a webhook', () => {
  const open = async () => {
    const harness = await sqliteHarness();
    onTestFinished(() => harness.close());
    const outcomes: string[] = [];
    const handler = createWebhookHandler({
      store: harness.store,
      onSubscriptionChanged: () => undefined,
      authorization: 'none',
      onEvent: ({ outcome }) => outcomes.push(outcome),
    });
    return { handler, outcomes, harness };
  };

  it.each([
    ['unknown_type', { eventType: 'subscription.price_changed', price: 'up' }],
    ['unreadable', { eventType: 'subscription.status_changed' }],
    ['unreadable', { ...CHANGE, occurredAt: 'yesterday' }],
    ['unreadable', { ...CHANGE, orderId: 'order-7' }],
    ['unreadable', { ...CHANGE, subscription: { current: { status: 'ACTIVE', accessGranted: 'yes' } } }],
    ['unreadable', { ...CHANGE, changeReason: 'x'.repeat(5_000) }],
    ['unreadable', { ...CHANGE, changeReason: 'half \ud800' }],
  ])('is kept as it came when it cannot be read, and shown as %s: %j', async (state, event) => {
    const { handler, outcomes } = await open();
    const body = JSON.stringify(event);
    for (const _ of [1, 2]) expect((await handler(post(body))).status).toBe(204);
    expect(outcomes).toEqual([state, state]);
    expect(await handler.waiting()).toMatchObject([{ state, eventType: event.eventType, payload: body }]);
    expect(await handler.replay()).toBe(0);
    expect(await handler.waiting()).toHaveLength(1);
  });

  it('is read again by a replay when an older version could not read it', async () => {
    const { handler, harness } = await open();
    const kept = { digest: '1', eventType: CHANGE.eventType, state: 'unreadable' } as const;
    await harness.store.transaction((ledger) =>
      keepUnread(ledger, { ...kept, payload: JSON.stringify(CHANGE), receivedAt: new Date() }),
    );
    expect(await handler.replay()).toBe(1);
    expect(await handler.waiting()).toMatchObject([{ state: 'waiting', changeReason: 'CREATED' }]);
  });

  it('may have odd values in fields that decide nothing', async () => {
    const { handler, outcomes } = await open();
    const odd = { eventVersion: 2, sku: null, trace: [null], changeReason: 'PRICE_CHANGED' };
    expect((await handler(post(JSON.stringify({ ...CHANGE, ...odd })))).status).toBe(204);
    expect((await handler(post(JSON.stringify({ ...CHANGE, changeReason: 7 })))).status).toBe(204);
    expect(outcomes).toEqual(['waiting', 'waiting']);
    const reasons = (await handler.waiting()).map((event) => 'changeReason' in event && event.changeReason);
    expect(reasons.sort()).toEqual(['', 'PRICE_CHANGED']);
  });

  it('may have any content type, because an accepted caller is not a page of a foreign site', async () => {
    const { handler } = await open();
    expect((await handler(post(JSON.stringify(VERIFICATION), { 'content-type': 'text/plain' }))).status).toBe(
      204,
    );
  });

  it.each(['', ' ', 'null', '[]', '{"eventType":1}', '{"eventType":'])(
    'is refused when it is %j, but kept if there is anything to keep',
    async (body) => {
      const { handler, outcomes } = await open();
      expect((await handler(post(body))).status).toBe(400);
      expect(outcomes).toEqual(['unreadable']);
      expect(await handler.waiting()).toHaveLength(body.trim() === '' ? 0 : 1);
    },
  );

  it('is never lost behind a 204', async () => {
    const { handler, harness, outcomes } = await open();
    const near = fc.record(
      {
        eventType: fc.oneof(fc.constant(CHANGE.eventType), fc.jsonValue()),
        occurredAt: fc.oneof(fc.constant(CHANGE.occurredAt), fc.jsonValue()),
        orderId: fc.oneof(fc.uuid(), fc.jsonValue()),
        changeReason: fc.oneof(fc.constant('CREATED'), fc.jsonValue()),
        subscription: fc.oneof(fc.constant(CHANGE.subscription), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    const bodies = fc.oneof(
      near.map((value) => JSON.stringify(value)),
      fc.json(),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        outcomes.length = 0;
        const { status } = await handler(post(body));
        expect([204, 400]).toContain(status);
        expect(outcomes).toHaveLength(1);
        if (body.trim() === '' || outcomes[0] === 'verified') return;
        const kept = (await handler.waiting({ limit: 10_000 })).map(({ payload }) => payload);
        expect(kept).toContain(body.replaceAll('\0', '\ufffd'));
      }),
      { numRuns: 150 },
    );
    expect(await harness.items()).toEqual([]);
  });

  it('is kept for the newest thousand that cannot be read', async () => {
    const { harness } = await open();
    const receivedAt = (i: number) => new Date(1_000 + i);
    const unread = { eventType: 'x', state: 'unknown_type', payload: '{}' } as const;
    await harness.store.transaction(async (ledger) => {
      for (let i = 0; i < 1_005; i += 1) {
        await keepUnread(ledger, { ...unread, digest: String(i), receivedAt: receivedAt(i) });
      }
    });
    const kept = await harness.store.read((ledger) => findUnread(ledger, 2_000));
    expect(kept).toHaveLength(1_000);
    expect(kept[0]?.receivedAt).toEqual(receivedAt(5));
  });

  it('may not be a megabyte long', async () => {
    const { handler } = await open();
    expect((await handler(post(JSON.stringify({ ...VERIFICATION, x: 'y'.repeat(1_000_000) })))).status).toBe(
      413,
    );
  });

  it('is answered with 503 when it cannot be put on disk, so that it is sent again', async () => {
    const { handler, harness } = await open();
    await harness.store.close();
    const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    onTestFinished(() => printed.mockRestore());
    expect((await handler(post(JSON.stringify(CHANGE)))).status).toBe(503);
    expect(printed).toHaveBeenCalledOnce();
  });
});
