import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openShop, postGrant, type Shop, WEBHOOK_SECRET } from './shop.js';

const SUBSCRIPTION = 'ait.sandbox.subscription-monthly';
const GOOD = { authorization: `Bearer ${WEBHOOK_SECRET}` };

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

async function send(backend: number, event: unknown, headers: Record<string, string>): Promise<number> {
  const response = await (shop.backends[backend] as Shop['backends'][0]).handle(
    new Request('https://shop.example/webhooks/subscription', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof event === 'string' ? event : JSON.stringify(event),
    }),
  );
  return response.status;
}

const state = (changes = {}) => ({
  ...{ status: 'ACTIVE', accessGranted: true, expiresAt: '2099-01-01T00:00:00+09:00', autoRenew: true },
  ...changes,
});
const eventOf = (orderId: string, changeReason: string, current = state(), second = 0) => ({
  ...{
    eventType: 'subscription.status_changed',
    eventVersion: '1.0',
    orderId,
    sku: SUBSCRIPTION,
    changeReason,
  },
  occurredAt: `2026-01-01T00:00:${String(second).padStart(2, '0')}+09:00`,
  subscription: { current },
});

describe('a forger of webhooks', () => {
  const orderId = crypto.randomUUID();
  test.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['an empty header', { authorization: '' }],
    ['only a scheme', { authorization: 'Bearer' }],
    ['a scheme and a blank', { authorization: 'Bearer ' }],
    ['another value', { authorization: 'Bearer guessed' }],
    ['the value with more text after it', { authorization: `Bearer ${WEBHOOK_SECRET}x` }],
    ['the beginning of the value', { authorization: `Bearer ${WEBHOOK_SECRET.slice(0, -1)}` }],
    ['the value alone', { authorization: WEBHOOK_SECRET }],
    ['the value without its base64 as Basic', { authorization: `Basic ${WEBHOOK_SECRET}` }],
    ['the value in another scheme', { authorization: `Digest ${WEBHOOK_SECRET}` }],
    [
      'the value in another header',
      { 'x-authorization': `Bearer ${WEBHOOK_SECRET}`, 'proxy-authorization': `Bearer ${WEBHOOK_SECRET}` },
    ],
    ['two values at once', { authorization: `Bearer guessed, Bearer ${WEBHOOK_SECRET}` }],
  ])('is not let in with %s', async (_, headers) => {
    expect(await send(0, eventOf(orderId, 'CREATED'), headers)).toBe(401);
    expect(shop.told).toEqual([]);
    expect(shop.log.join('\n')).not.toContain(WEBHOOK_SECRET);
  });

  test('gets no product with it, even with the right header: only the platform says what is paid', async () => {
    expect(await send(0, eventOf(orderId, 'CREATED'), GOOD)).toBe(204);
    expect(await postGrant(shop.backends[0].handle, 'forger', { orderId })).toMatchObject({
      outcome: 'pending',
    });
    expect(await shop.items()).toEqual([]);
    expect(shop.told).toEqual([]);
  });

  test('takes no product from a user with it: the platform is asked about a revocation', async () => {
    const { orderId: paid } = shop.sandbox.console.purchase({
      userKey: 'owner',
      sku: SUBSCRIPTION,
      granted: false,
    });
    await postGrant(shop.backends[0].handle, 'owner', { orderId: paid });
    const revoked = state({ status: 'REVOKED', accessGranted: false });
    expect(await send(0, eventOf(paid, 'REVOKED', revoked), GOOD)).toBe(204);
    await shop.backends[0].fulfillment.refresh({ orderId: paid });
    expect(await shop.items()).toEqual([`${paid} owner`]);
  });
});

describe('a replayed webhook', () => {
  test('changes nothing, at any backend, however often it is sent at the same moment', async () => {
    const { orderId } = shop.sandbox.console.purchase({
      userKey: 'owner',
      sku: SUBSCRIPTION,
      granted: false,
    });
    await postGrant(shop.backends[0].handle, 'owner', { orderId });
    const created = eventOf(orderId, 'CREATED');
    const statuses = await Promise.all(
      Array.from({ length: 20 }, (_, index) => send(index % 2, created, GOOD)),
    );
    expect(new Set(statuses)).toEqual(new Set([204]));
    expect(shop.told).toEqual([`${orderId} CREATED`]);
    // An old one does not bring an old state back.
    const expired = state({ status: 'EXPIRED', accessGranted: false });
    await send(0, eventOf(orderId, 'EXPIRED', expired, 30), GOOD);
    await send(1, created, GOOD);
    expect(shop.told).toEqual([`${orderId} CREATED`, `${orderId} EXPIRED`]);
  });
});
