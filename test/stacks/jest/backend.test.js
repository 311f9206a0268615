const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { serveSandbox } = require('@ait-iap/sandbox/serve');
const { createFulfillment, createIapHandler, createPartnerClient } = require('@ait-iap/server');
const { sqliteStore } = require('@ait-iap/server/sqlite');

test('a backend grants over mutual TLS and writes its ledger', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'jest-stack-'));
  const served = await serveSandbox({ port: 0, partnerPort: 0, dir, db: ':memory:', rate: 0 });
  const { ca, client } = served.certificates;
  const partner = createPartnerClient({ baseUrl: served.partnerUrl, tls: { ca, ...client } });
  const store = sqliteStore(join(dir, 'ledger.db'), { create: true });
  const granted = [];
  const fulfillment = createFulfillment({
    partner,
    store,
    onGrant: (_, order) => {
      granted.push(order.orderId);
    },
    onRevoke: () => {},
  });
  const handler = createIapHandler({
    fulfillment,
    appName: 'my-mini-app',
    authenticate: () => 'user-1',
  });
  const { orderId } = served.sandbox.console.purchase({
    userKey: 'user-1',
    sku: 'ait.sandbox.consumable-1',
    granted: false,
  });
  const ask = () =>
    handler(
      new Request('https://backend.test/grant', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ orderId }),
      }),
    ).then((response) => response.json());
  expect(await ask()).toEqual({ orderId, outcome: 'granted' });
  expect(await ask()).toEqual({ orderId, outcome: 'already_granted' });
  expect(granted).toEqual([orderId]);
  await partner.close();
  await store.close();
  await served.close();
  rmSync(dir, { recursive: true });
});
