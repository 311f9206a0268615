/** @jest-environment jsdom */
const { createIapClient, IAP, setBridge } = require('@ait-iap/client');
const { httpGrant } = require('@ait-iap/client/http-grant');
const { IapProvider } = require('@ait-iap/client/react');
const { createSandbox } = require('@ait-iap/sandbox');

test('a page in jsdom buys over the bridge of a sandbox', async () => {
  const sandbox = createSandbox();
  const client = createIapClient({ bridge: sandbox.bridge({ userKey: 'user-1', payment: 'approve' }) });
  const outcome = await client.purchase('ait.sandbox.consumable-1', { grant: async () => true });
  expect(outcome.status).toBe('granted');
  expect(sandbox.charges()).toHaveLength(1);
  sandbox.close();
});

test('the drop-in functions take the bridge that was set, and the other doors load', async () => {
  const sandbox = createSandbox();
  setBridge(sandbox.bridge({ userKey: 'user-1' }));
  expect((await IAP.getProductItemList()).products).toHaveLength(4);
  expect([typeof httpGrant, typeof IapProvider]).toEqual(['function', 'function']);
  setBridge(undefined);
  sandbox.close();
});
