import { describe, expect, it } from 'vitest';
import { buy } from '../../test/support/buy.js';
import { createSandbox } from '../sandbox/create-sandbox.js';

const PATH = '/api-partner/v1/apps-in-toss/order/get-order-status';
const ORDER = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';
const SKU = 'ait.sandbox.consumable-1';

function request(
  init: { path?: string; method?: string; userKey?: string | null; body?: string; origin?: string } = {},
) {
  const {
    path = PATH,
    method = 'POST',
    userKey = 'user-1',
    body = JSON.stringify({ orderId: ORDER }),
    origin = 'https://sandbox.invalid',
  } = init;
  const headers = userKey === null ? {} : { 'x-toss-user-key': userKey };
  return new Request(origin + path, { method, headers, ...(method === 'POST' && { body }) });
}

async function answer(
  sandbox: ReturnType<typeof createSandbox>,
  init: Parameters<typeof request>[0] = {},
  clientName?: string,
) {
  const response = await sandbox.partnerApi(
    request(init),
    clientName === undefined ? undefined : { clientName },
  );
  return { http: response.status, body: await response.json() };
}

describe('the partner API', () => {
  it('answers NOT_FOUND without sku and time for an order that does not exist, in lower case', async () => {
    const body = JSON.stringify({ orderId: ORDER.toUpperCase() });
    expect(await answer(createSandbox(), { body })).toEqual({
      http: 200,
      body: {
        resultType: 'SUCCESS',
        success: { orderId: ORDER, status: 'NOT_FOUND', reason: '주문을 찾을 수 없어요.' },
      },
    });
  });

  it('answers ORDER_IN_PROGRESS while the sheet is open and FAILED after it', async () => {
    const sandbox = createSandbox();
    let cancel: (decision: 'cancel') => void = () => {};
    const payment = () => new Promise<'cancel'>((resolve) => (cancel = resolve));
    const purchase = buy(sandbox.bridge({ userKey: 'user-1', payment }), SKU);
    await sandbox.idle();
    const body = JSON.stringify({ orderId: sandbox.orders().at(-1)?.orderId });
    expect(await answer(sandbox, { body })).toMatchObject({
      body: { success: { status: 'ORDER_IN_PROGRESS' } },
    });
    cancel('cancel');
    await purchase.ended;
    expect(await answer(sandbox, { body })).toMatchObject({ body: { success: { status: 'FAILED' } } });
  });

  it.each([
    ['that ends in the middle', '{'],
    ['that is a list', '[]'],
    ['that is null', 'null'],
    ['without an order id', '{}'],
    ['whose order id is a number', '{"orderId":1}'],
    ['whose order id is not a UUID', '{"orderId":"not-a-uuid"}'],
    ['that is far too long', `"${'x'.repeat(20_000)}"`],
  ])('answers HTTP 400 for a body %s', async (_, body) => {
    expect(await answer(createSandbox(), { body })).toMatchObject({
      http: 400,
      body: { resultType: 'FAIL', error: { errorCode: 'INVALID_PARAMETER' } },
    });
  });

  it('needs the user key, as the source says, but not in a world that follows the later documentation', async () => {
    expect(await answer(createSandbox(), { userKey: null })).toMatchObject({
      http: 200,
      body: { resultType: 'FAIL', error: { errorCode: 'USER_KEY_REQUIRED' } },
    });
    const later = createSandbox({ settings: { userKeyHeader: 'optional' } });
    const orderId = await buy(later.bridge({ userKey: 'anybody' }), SKU).purchased;
    const body = JSON.stringify({ orderId });
    expect(await answer(later, { userKey: null, body })).toMatchObject({
      body: { success: { status: 'PAYMENT_COMPLETED' } },
    });
    expect(await answer(later, { userKey: 'user-1', body })).toMatchObject({
      body: { success: { status: 'NOT_FOUND' } },
    });
  });

  it('answers HTTP 400 for an impossible user key', async () => {
    expect(await answer(createSandbox(), { userKey: 'a b' })).toMatchObject({
      http: 400,
      body: { error: { errorCode: 'INVALID_USER_KEY' } },
    });
  });

  it('answers MINIAPP_MISMATCH without the sku for the certificate of another app', async () => {
    const sandbox = createSandbox({ settings: { appName: 'my-app' } });
    const orderId = await buy(sandbox.bridge({ userKey: 'user-1' }), SKU).purchased;
    const body = JSON.stringify({ orderId });
    const { body: refused } = await answer(sandbox, { body }, 'other-app');
    expect(refused).toEqual({
      resultType: 'SUCCESS',
      success: { orderId, status: 'MINIAPP_MISMATCH', reason: expect.any(String) },
    });
    expect(await answer(sandbox, { body }, 'my-app')).toMatchObject({
      body: { success: { status: 'PAYMENT_COMPLETED' } },
    });
  });

  it('writes the time with its zone when the world says so', async () => {
    const sandbox = createSandbox({ settings: { statusTimeZone: 'offset' } });
    const orderId = await buy(sandbox.bridge({ userKey: 'user-1' }), SKU).purchased;
    const { body } = await answer(sandbox, { body: JSON.stringify({ orderId }) });
    expect(body).toMatchObject({ success: { statusDeterminedAt: '2026-01-01T09:00:00+09:00' } });
  });

  it('knows no other path and no other method', async () => {
    expect(await answer(createSandbox(), { path: '/' })).toMatchObject({ http: 404 });
    expect(await answer(createSandbox(), { method: 'GET' })).toMatchObject({ http: 405 });
  });

  it('never answers for the official host', async () => {
    const { http, body } = await answer(createSandbox(), { origin: 'https://apps-in-toss-api.toss.im' });
    expect([http, JSON.stringify(body)]).toEqual([421, expect.stringContaining('sandbox')]);
  });
});
