// `npm run release:dry-run`: publishes to a registry on this machine, and uses the packages as a stranger would.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRegistry } from './release/local-registry.mjs';
import { packagesToPublish } from './release/packages.mjs';
import { publishAll } from './release/publish.mjs';
import { run } from './run.mjs';

const folder = mkdtempSync(join(tmpdir(), 'ait-iap-dry-run-'));
let registry;

/** A mini-app that has nothing but `npm install @ait-iap/client`. */
const MINI_APP = `
  import { createIapClient, IAP } from '@ait-iap/client';
  import { httpGrant } from '@ait-iap/client/http-grant';
  const outcome = await createIapClient().purchase('sku', { grant: httpGrant({ url: 'http://127.0.0.1:9/grant' }) });
  if (outcome.status !== 'failed' || outcome.error.code !== 'BRIDGE_NOT_FOUND') throw new Error(JSON.stringify(outcome));
  if (typeof IAP.createOneTimePurchaseOrder !== 'function') throw new Error('IAP does not have its functions.');
`;

/** One purchase over client, server and sandbox, without a line of this repository. */
const PURCHASE = `
  import { createIapClient } from '@ait-iap/client';
  import { createSandbox } from '@ait-iap/sandbox';
  import { createFulfillment, createPartnerClient } from '@ait-iap/server';
  import { sqliteStore } from '@ait-iap/server/sqlite';
  const sandbox = createSandbox();
  const partner = createPartnerClient({
    baseUrl: 'https://partner.test',
    fetch: (input, init) => sandbox.partnerApi(new Request(input, init)),
  });
  const given = [];
  const store = sqliteStore(import.meta.dirname + '/ledger.db', { create: true });
  await store.migrate();
  const fulfillment = createFulfillment({
    partner,
    store,
    onGrant: (tx, order) => void given.push(order.sku),
    onRevoke: () => undefined,
  });
  const iap = createIapClient({ bridge: sandbox.bridge({ userKey: 'u', payment: 'approve' }) });
  const [product] = await iap.products();
  const outcome = await iap.purchase(product.sku, {
    grant: async ({ orderId }) => (await fulfillment.grant({ orderId, userKey: 'u' })).outcome === 'granted',
  });
  if (outcome.status !== 'granted' || given.join() !== product.sku) throw new Error(JSON.stringify({ outcome, given }));
  await store.close();
  sandbox.close();
`;

/** Installs packages into an empty project and runs a program in it. */
async function inNewProject(name, packages, program) {
  const cwd = join(folder, name);
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'package.json'), JSON.stringify({ name, private: true, type: 'module' }));
  writeFileSync(join(cwd, 'main.js'), program);
  const flags = ['--registry', registry.url, '--no-audit', '--no-fund'];
  await run(
    `install ${packages.join(' ')} into an empty project`,
    'npm',
    ['install', ...packages, ...flags],
    {
      cwd,
    },
  );
  await run(`run ${name}`, 'node', ['main.js'], { cwd });
  return cwd;
}

try {
  registry = await startRegistry(folder);
  // npm wants a token before it publishes; this registry takes any token.
  const token = `--//${new URL(registry.url).host}/:_authToken=dry-run`;
  await publishAll(['--registry', registry.url, token]);
  await inNewProject('mini-app', ['@ait-iap/client'], MINI_APP);
  const all = packagesToPublish().map(({ name }) => name);
  const cwd = await inNewProject('purchase', all, PURCHASE);
  for (const bin of ['ait-iap-sandbox', 'ait-iap-sandbox-mcp', 'ait-iap-server']) {
    await run(`${bin} --help`, 'npm', ['exec', '--offline', '--', bin, '--help'], { cwd });
  }
  console.log('\nThe packages can be published, installed and used. Nothing has left this machine.');
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
} finally {
  await registry?.stop();
  rmSync(folder, { recursive: true, force: true });
}
