// `npm run demo`: one purchase in the terminal, from the list to the refund, over real mutual TLS and a ledger on disk.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIapClient } from '@ait-iap/client';
import { httpGrant } from '@ait-iap/client/http-grant';
import { serveSandbox } from '@ait-iap/sandbox/serve';
import { createPartnerClient } from '@ait-iap/server';
import { serve } from '@hono/node-server';
import { createBackend } from '../examples/partner-backend/src/backend.ts';

const userKey = 'demo-user';
const folder = mkdtempSync(join(tmpdir(), 'ait-iap-demo-'));
const cleanups = [() => rmSync(folder, { recursive: true, force: true })];
let count = 0;

function done(what) {
  count += 1;
  console.log(`  ${count}. ${what}`);
}

async function startSandbox() {
  const sandbox = await serveSandbox({ port: 0, partnerPort: 0, dir: folder });
  cleanups.push(() => sandbox.close());
  return sandbox;
}

async function startBackend(sandbox) {
  const { ca, client } = sandbox.certificates;
  const partner = createPartnerClient({
    baseUrl: sandbox.partnerUrl,
    tls: { ca, ...client },
  });
  const backend = createBackend({
    partner,
    ledgerFile: join(folder, 'ledger.db'),
    createLedger: true,
    appName: 'gem-shop',
    allowedOrigins: [],
    sessionSecret: 'of the demo',
  });
  const listening = Promise.withResolvers();
  const server = serve({ fetch: backend.fetch, hostname: '127.0.0.1', port: 0 }, listening.resolve);
  cleanups.push(() => backend.close());
  cleanups.push(() => new Promise((resolve) => server.close(resolve)));
  const { port } = await listening.promise;
  return { url: `http://127.0.0.1:${port}`, partner, fulfillment: backend.fulfillment };
}

async function post(url, body, headers = {}) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200, `${url} answered ${answer.status}: ${await answer.clone().text()}`);
  return answer.json();
}

async function play() {
  const sandbox = await startSandbox();
  const backend = await startBackend(sandbox);
  const { token } = await post(`${backend.url}/login`, { userKey });
  const headers = { authorization: `Bearer ${token}` };
  const inventory = async () => (await fetch(`${backend.url}/inventory`, { headers })).json();
  const status = async (orderId) => (await backend.partner.getOrderStatus({ orderId, userKey })).status;

  const iap = createIapClient({ bridge: sandbox.sandbox.bridge({ userKey }) });
  const products = await iap.products();
  const product = products.find(({ displayName }) => displayName === '테스트 상품 - 1');
  assert.ok(product, 'the list does not have 테스트 상품 - 1');
  done(`listed ${products.length} products; ${product.displayName} costs ${product.displayAmount}`);

  let statusWhilePending;
  const grant = httpGrant({ url: `${backend.url}/grant`, headers });
  const outcome = await iap.purchase(product.sku, {
    grant: async (order) => {
      statusWhilePending = await status(order.orderId);
      return grant(order);
    },
  });
  assert.equal(outcome.status, 'granted', `the purchase ended as ${JSON.stringify(outcome)}`);
  assert.equal(statusWhilePending, 'PAYMENT_COMPLETED');
  done(`paid order ${outcome.orderId}; before the grant the partner API said ${statusWhilePending}`);

  assert.equal(await status(outcome.orderId), 'PURCHASED');
  const granted = await inventory();
  assert.deepEqual(granted.skus, [product.sku]);
  done(`granted: ${granted.gems} gems in the ledger; now the partner API says PURCHASED`);

  const again = await post(`${backend.url}/grant`, { orderId: outcome.orderId }, headers);
  assert.equal(again.outcome, 'already_granted');
  assert.deepEqual(await inventory(), granted);
  done('asked for the same grant again: already granted, and nothing changed');

  await sandbox.sandbox.refund(outcome.orderId);
  assert.equal(await status(outcome.orderId), 'REFUNDED');
  await backend.fulfillment.refresh({ orderId: outcome.orderId });
  assert.deepEqual(await inventory(), { gems: 0, skus: [] });
  done('refunded in the store: seen by asking again, and taken back');
}

console.log('\nOne purchase, end to end / 구매 한 건을 처음부터 끝까지 해볼게요\n');
try {
  await play();
  console.log('\nEvery step really happened. / 모든 단계가 실제로 일어났어요.\n');
} catch (error) {
  console.error(`\nFailed after step ${count}: ${error.message}\n`);
  process.exitCode = 1;
} finally {
  for (const cleanup of cleanups.reverse()) await cleanup();
}
