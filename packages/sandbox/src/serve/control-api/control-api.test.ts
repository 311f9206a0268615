import { describe, expect, test } from 'vitest';
import { type Answer, controlApiOfEachTest, senderTo } from '../../../test/support/control-api.js';

const SKU = 'ait.sandbox.consumable-1';
const SUBSCRIPTION = 'ait.sandbox.subscription-monthly';

const opened = controlApiOfEachTest('1.2.3');

const send = senderTo(opened);

async function buyOne(more: Record<string, unknown> = {}): Promise<Answer['body']> {
  return (await send('POST', '/purchases', { userKey: 'user-1', sku: SKU, ...more })).body;
}

describe('the control API reads', () => {
  test('what is running, and that it is a sandbox', async () => {
    expect(await send('GET', '/')).toMatchObject({
      status: 200,
      body: {
        sandbox: true,
        version: '1.2.3',
        appName: 'sandbox-mini-app',
        now: '2026-01-01T00:00:00.000Z',
        orders: 0,
      },
    });
  });

  test('all its commands, no more and no less', async () => {
    const { commands } = (await send('GET', '/')).body;
    const routes = opened.api.routes.map(({ method, path }) => `${method} ${path.replace(/(?<=.)\/$/, '')}`);
    expect(Object.keys(commands).toSorted()).toEqual([...new Set(routes)].toSorted());
  });

  test('orders newest first, page by page, and narrowed', async () => {
    for (const userKey of ['a', 'b', 'a', 'a']) await buyOne({ userKey });
    const first = await send('GET', '/orders?limit=3');
    expect(first.body.orders.map(({ number }: { number: number }) => number)).toEqual([4, 3, 2]);
    const second = await send('GET', `/orders?limit=3&before=${first.body.before}`);
    expect(second.body.orders.map(({ number }: { number: number }) => number)).toEqual([1]);
    expect(second.body).not.toHaveProperty('before');
    expect((await send('GET', '/orders?userKey=b')).body.orders).toHaveLength(1);
    expect((await send('GET', '/orders?state=REFUNDED')).body.orders).toEqual([]);
  });

  test('charges newest first, page by page, without unpaid orders and with payments that Toss has not recorded', async () => {
    await buyOne();
    await buyOne({ payment: 'cancel' });
    await send('POST', '/faults', { name: 'purchase-error', code: 'TOSS_SERVER_VERIFICATION_FAILED' });
    const { order } = await buyOne({ userKey: 'user-2' });
    const first = (await send('GET', '/charges?limit=1')).body;
    expect(first.charges).toMatchObject([{ orderId: order.orderId, recorded: false, amount: 1100 }]);
    const second = (await send('GET', `/charges?limit=5&before=${first.before}`)).body;
    expect(second).toEqual({ charges: [expect.objectContaining({ userKey: 'user-1', recorded: true })] });
    expect((await send('GET', '/charges?userKey=user-2')).body.charges).toHaveLength(1);
    const recorded = await send('POST', `/orders/${order.orderId}/payment-record`);
    expect(recorded).toMatchObject({ status: 200, body: { state: 'PAYMENT_COMPLETED', recorded: true } });
    expect((await send('POST', `/orders/${order.orderId}/payment-record`)).status).toBe(422);
  });

  test('users and events, from where the last page ended', async () => {
    for (const userKey of ['b', 'a']) await buyOne({ userKey });
    expect((await send('GET', '/users?limit=1')).body).toEqual({ users: ['a'], after: 'a' });
    expect((await send('GET', '/users?after=a')).body).toEqual({ users: ['b'] });
    const { events, after } = (await send('GET', '/events?limit=2')).body;
    expect([events[0].type, after]).toEqual(['WorldCreated', 2]);
    expect((await send('GET', '/events?after=2&limit=1')).body.events[0].seq).toBe(3);
  });
});

describe('the control API buys', () => {
  test.each([
    [{}, 'granted', 'PURCHASED'],
    [{ grant: 'false' }, 'pending', 'PAYMENT_COMPLETED'],
    [{ grant: 'none' }, 'pending', 'PAYMENT_COMPLETED'],
    [{ payment: 'cancel' }, 'failed', 'FAILED'],
  ])('as requested: %o is %s', async (more, outcome, state) => {
    expect(await buyOne(more)).toMatchObject({ outcome, order: { state, userKey: 'user-1', sku: SKU } });
  });

  test('a subscription with its offer', async () => {
    const bought = await buyOne({ sku: SUBSCRIPTION, offerId: 'free-week' });
    expect(bought).toMatchObject({
      outcome: 'granted',
      order: { amount: 0, subscription: { status: 'ACTIVE' } },
    });
  });

  test('nothing that does not exist, and answers with the error of the host', async () => {
    expect(await buyOne({ sku: 'nothing' })).toMatchObject({
      outcome: 'failed',
      error: { code: 'INVALID_PRODUCT_ID' },
    });
  });
});

describe('the control API refunds', () => {
  test('at once', async () => {
    const { order } = await buyOne();
    const refunded = await send('POST', `/orders/${order.orderId}/refund`, { reason: 'PAID_TWICE' });
    expect(refunded).toMatchObject({ status: 200, body: { state: 'REFUNDED' } });
    expect((await send('POST', `/orders/${order.orderId}/refund`)).status).toBe(422);
  });

  test('in the steps of user, partner and store', async () => {
    const { order } = await buyOne();
    await send('POST', '/clock/advance', { by: '3 days' });
    const path = `/orders/${order.orderId}`;
    const asked = await send('POST', `${path}/refund-request`, { reason: 'NOT_USED' });
    expect(asked.body.refund).toMatchObject({ state: 'REQUESTED', decider: 'PARTNER' });
    expect((await send('POST', `${path}/refund-rejection`, { reason: '' })).status).toBe(400);
    expect((await send('POST', `${path}/refund-approval`)).body.refund.decider).toBe('STORE');
    expect((await send('POST', `${path}/refund-completion`)).body.state).toBe('REFUNDED');
  });

  test('no unknown order', async () => {
    const answer = await send('POST', '/orders/01900000-0000-7000-8000-000000000000/refund');
    expect(answer).toMatchObject({ status: 404, body: { code: 'ORDER_NOT_FOUND', field: 'orderId' } });
  });
});

describe('the control API steers', () => {
  test('the clock: forward by a duration, and how fast it goes', async () => {
    expect((await send('POST', '/clock/advance', { by: '40 days' })).body).toEqual({
      now: '2026-02-10T00:00:00.000Z',
      rate: 0,
    });
    expect((await send('PUT', '/clock', { rate: 86_400 })).body.rate).toBe(86_400);
    expect((await send('PUT', '/clock', { rate: -1 })).status).toBe(400);
    expect((await send('POST', '/clock/advance', { by: 1e300 })).status).toBe(422);
    expect(await send('POST', '/clock/advance', { by: 'a while' })).toMatchObject({
      status: 422,
      body: { code: 'INVALID_DURATION' },
    });
  });

  test('faults: arms them by name, lists them, and disarms them', async () => {
    const { body } = await send('GET', '/faults/catalogue');
    expect(body.catalogue.map(({ name }: { name: string }) => name)).toContain('purchase-error');
    const armed = await send('POST', '/faults', { name: 'purchase-error', code: 'NETWORK_ERROR', times: 2 });
    expect(armed).toMatchObject({ status: 201, body: { id: 'fault-1' } });
    expect(await buyOne()).toMatchObject({ outcome: 'failed', error: { code: 'NETWORK_ERROR' } });
    expect((await send('GET', '/faults')).body.faults).toMatchObject([{ id: 'fault-1', struck: 1 }]);
    expect((await send('DELETE', '/faults/fault-1')).body.faults).toEqual([]);
    expect((await send('DELETE', '/faults/fault-1')).body.code).toBe('FAULT_NOT_FOUND');
    expect((await send('POST', '/faults', { name: 'earthquake' })).status).toBe(422);
  });

  test('subscriptions: auto-renewal and the means of payment', async () => {
    const { order } = await buyOne({ sku: SUBSCRIPTION });
    const off = await send('PUT', `/subscriptions/${order.orderId}/auto-renew`, { autoRenew: false });
    expect(off.body.subscription.autoRenew).toBe(false);
    expect((await send('PUT', '/users/user-1/payment-method', { state: 'declined' })).body).toEqual({
      state: 'declined',
    });
  });

  test('products: puts one on sale and takes it off', async () => {
    const put = await send('PUT', '/products/my.sword', {
      type: 'NON_CONSUMABLE',
      name: '칼',
      supplyPrice: 400,
    });
    expect(put).toMatchObject({ status: 200, body: { sku: 'my.sword', name: '칼' } });
    expect(await buyOne({ sku: 'my.sword' })).toMatchObject({ outcome: 'granted', order: { amount: 440 } });
    expect((await send('DELETE', '/products/my.sword')).status).toBe(200);
    expect((await send('DELETE', '/products/my.sword')).body.code).toBe('PRODUCT_NOT_FOUND');
  });

  test('webhooks: registers a URL without giving its secret away', async () => {
    const authorization = { scheme: 'bearer', value: 'very-secret' };
    const put = await send('PUT', '/webhooks', { url: 'https://partner.test/hook', authorization });
    expect(put.body).toMatchObject({
      target: { active: true, authorization: 'bearer' },
      verification: { state: 'delivered' },
    });
    const all = await send('GET', '/webhooks');
    expect(JSON.stringify([put, all])).not.toContain('very-secret');
    const again = await send('POST', '/webhooks/deliveries/delivery-1/redelivery');
    expect(again.body.attempts).toHaveLength(2);
    expect((await send('DELETE', '/webhooks')).body.target).toBeNull();
  });
});

describe('the control API exports and imports a world', () => {
  test('as lines of JSON that another sandbox reads', async () => {
    await buyOne();
    const lines = await (await opened.api.request('/export')).text();
    expect(lines.trim().split('\n').length).toBeGreaterThan(5);
    await send('POST', '/reset');
    expect((await send('GET', '/')).body.orders).toBe(0);
    expect((await send('POST', '/import', lines)).body.orders).toBe(1);
    expect((await send('GET', '/orders')).body.orders).toMatchObject([{ state: 'PURCHASED' }]);
  });

  test('and keeps its own when the imported text is not a world', async () => {
    await buyOne();
    expect((await send('POST', '/import', 'a shopping list\n')).status).toBe(422);
    expect((await send('GET', '/')).body.orders).toBe(1);
  });
});

describe('the control API refuses', () => {
  test.each(['P0D', 'P0Y0M', 'P11Y', 'P99999999999999999999D'])(
    'an offer of the period %s: none lasts no time or longer than ten years',
    async (period) => {
      const offers = [{ type: 'FREE_TRIAL', offerId: 'trial', period }];
      const product = { type: 'SUBSCRIPTION', name: 'n', supplyPrice: 1000, renewalCycle: 'MONTHLY', offers };
      const refused = await send('PUT', '/products/sub', product);
      expect(refused).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
      expect(refused.body.detail).toContain('P1W');
      const longest = { ...product, offers: [{ ...offers[0], period: 'P10Y' }] };
      expect((await send('PUT', '/products/sub', longest)).status).toBe(200);
    },
  );

  test.each([
    ['POST', '/purchases', '{"userKey":', 400, 'MALFORMED_JSON', undefined],
    ['POST', '/purchases', '[]', 400, 'INVALID_INPUT', ''],
    ['POST', '/purchases', '{"sku":"x"}', 400, 'INVALID_INPUT', 'userKey'],
    ['POST', '/purchases', '{"sku":"x","userKey":"u","grant":"maybe"}', 400, 'INVALID_INPUT', 'grant'],
    ['POST', '/purchases', '{"sku":"x","userKey":"u","price":1}', 400, 'INVALID_INPUT', 'price'],
    ['GET', '/orders?limit=0', undefined, 400, 'INVALID_INPUT', 'limit'],
    ['GET', '/orders?limit=many', undefined, 400, 'INVALID_INPUT', 'limit'],
    ['GET', '/orders?stat=PURCHASED', undefined, 400, 'INVALID_INPUT', 'stat'],
    ['PUT', '/products/x', '{"type":"CONSUMABLE","supplyPrice":399}', 400, 'INVALID_INPUT', 'supplyPrice'],
    ['POST', '/clock/advance', '{"by":true}', 400, 'INVALID_INPUT', 'by'],
    ['POST', '/somewhere', '{}', 404, 'NOT_FOUND', undefined],
  ])('%s %s %s with a message and the field', async (method, path, body, status, code, field) => {
    const answer = await send(method, path, body);
    expect(answer).toMatchObject({ status, body: { status, code, detail: expect.any(String) } });
    expect(answer.body.field).toBe(field);
  });

  test('and says what would be right', async () => {
    const { body } = await send('PUT', '/clock', { rate: -1 });
    expect(body.detail).toMatch(/^Failed to read rate: Too small: expected number to be >=0\. /);
  });

  test('a body that no command accepts', async () => {
    expect((await send('POST', '/faults', `"${'x'.repeat(300_000)}"`)).body.code).toBe('BODY_TOO_LARGE');
  });
});
