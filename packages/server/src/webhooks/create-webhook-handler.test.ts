import { describe, expect, it, onTestFinished } from 'vitest';
import { sqliteHarness } from '../../test/support/sqlite-harness.js';
import { describeWebhookContract } from '../../test/support/webhook-contract.js';
import { createWebhookHandler } from './create-webhook-handler.js';
import { forwardedAddress } from './forwarded-address.js';

describeWebhookContract('SQLite', sqliteHarness);

const VERIFICATION = { eventType: 'callback.registration_verification', occurredAt: '2026-01-01T00:00:00Z' };
const post = (body: string, headers: Record<string, string> = {}) =>
  new Request('https://partner.test/hook', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
const verification = (headers: Record<string, string>) => post(JSON.stringify(VERIFICATION), headers);

describe('who may send webhooks', () => {
  const store = { transaction: () => undefined, read: () => undefined } as never;
  const base = { store, onSubscriptionChanged: () => undefined };

  it.each([undefined, {}, { scheme: 'Basic', value: '' }, { scheme: 'Basic', value: [] }])(
    'cannot be left open by accident, as with %j',
    (authorization) => {
      const make = () => createWebhookHandler({ ...base, authorization: authorization as never });
      expect(make).toThrow(/authorization/);
    },
  );

  it('is whoever knows the value, in base64 for Basic', async () => {
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

  it('is whoever knows one of two values while they are changed', async () => {
    const handler = createWebhookHandler({
      ...base,
      authorization: { scheme: 'Bearer', value: ['new', 'old'] },
    });
    expect((await handler(verification({ authorization: 'Bearer old' }))).status).toBe(204);
    expect((await handler(verification({ authorization: 'Bearer new' }))).status).toBe(204);
    expect((await handler(verification({ authorization: 'Bearer older' }))).status).toBe(401);
  });

  it('is only an address of the platform where addresses are checked, whatever the sender claims', async () => {
    const handler = createWebhookHandler({
      ...base,
      authorization: 'none',
      clientAddress: forwardedAddress(1),
    });
    const from = (chain: string) => verification({ 'x-forwarded-for': chain });
    expect((await handler(from('117.52.3.11'))).status).toBe(204);
    expect((await handler(from('8.8.8.8, 117.52.3.11'))).status).toBe(204);
    expect((await handler(from('117.52.3.11, 8.8.8.8'))).status).toBe(401);
    expect((await handler(verification({}))).status).toBe(401);
  });
});

describe('what may be sent as a webhook', () => {
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

  it('includes types that did not exist when this was written', async () => {
    const { handler, outcomes } = await open();
    expect((await handler(post('{"eventType":"subscription.price_changed"}'))).status).toBe(204);
    expect(outcomes).toEqual(['unknown_type']);
  });

  it.each(['', 'null', '[]', '{"eventType":"subscription.status_changed"}', '{"eventType":1}'])(
    'does not include %j',
    async (body) => {
      const { handler } = await open();
      expect((await handler(post(body))).status).toBe(400);
    },
  );

  it('does not include a megabyte', async () => {
    const { handler } = await open();
    expect((await handler(post(JSON.stringify({ ...VERIFICATION, x: 'y'.repeat(1_000_000) })))).status).toBe(
      413,
    );
  });

  it('is answered with 503 when it cannot be put on disk, so that it is sent again', async () => {
    const { handler, harness } = await open();
    await harness.store.close();
    const event = {
      eventType: 'subscription.status_changed',
      occurredAt: '2026-01-01T00:00:00Z',
      orderId: '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0',
      sku: 's',
      changeReason: 'CREATED',
      subscription: { current: { status: 'ACTIVE', accessGranted: true, autoRenew: true } },
    };
    expect((await handler(post(JSON.stringify(event)))).status).toBe(503);
  });
});
