import assert from 'node:assert/strict';

const ORIGIN = 'https://my-mini-app.apps.tossmini.com';
const SKU = 'ait.sandbox.consumable-1';

/** What every backend has to do, on every framework. `ask` stands for `fetch` where there is no server. */
export async function scenario(url, sandbox, { cron = false, ask = fetch } = {}) {
  const post = (body, headers = {}) =>
    ask(`${url}/iap/grant`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: 'Bearer user-1',
        origin: ORIGIN,
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const { orderId } = sandbox.console.purchase({ userKey: 'user-1', sku: SKU, granted: false });

  const preflight = await ask(`${url}/iap/grant`, {
    method: 'OPTIONS',
    headers: { origin: ORIGIN, 'access-control-request-method': 'POST' },
  });
  assert.equal(
    preflight.headers.get('access-control-allow-origin'),
    ORIGIN,
    'the preflight allows the mini-app',
  );

  const anonymous = await post({ orderId }, { authorization: '' });
  assert.equal(anonymous.status, 401, 'nobody is not granted anything');

  const first = await post({ orderId });
  assert.deepEqual(await first.json(), { orderId, outcome: 'granted' });
  assert.equal(
    first.headers.get('access-control-allow-origin'),
    ORIGIN,
    'the answer is for the mini-app, too',
  );
  assert.deepEqual(await (await post({ orderId })).json(), { orderId, outcome: 'already_granted' });

  assert.equal((await post({ orderId: 'x' })).status, 400, 'what is no order id is refused');
  assert.equal((await post({ orderId, padding: 'x'.repeat(20_000) })).status, 413, 'a large body is refused');
  const list = await ask(`${url}/iap/orders`, { headers: { authorization: 'Bearer user-1' } });
  assert.equal(list.status, 200, 'the history of the user is given');

  if (!cron) return;
  const forgotten = sandbox.console.purchase({ userKey: 'user-1', sku: SKU, granted: false });
  const late = await post({ orderId: forgotten.orderId });
  assert.equal((await late.json()).outcome, 'granted');
  sandbox.refund(forgotten.orderId);
  const report = await ask(`${url}/cron/reconcile`, { headers: { authorization: 'Bearer cron-secret' } });
  assert.equal(report.status, 200, 'the cron job runs');
  console.log(`the cron job: ${await report.text()}`);
}
