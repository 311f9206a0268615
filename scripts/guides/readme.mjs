import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { blocksOf, blockWith, commandsOf, put, withPacked } from './guide-blocks.mjs';
import { htmlOf, openShop, writeFiles } from './shop-page.mjs';
import { answering, openTerminal } from './terminal.mjs';

/** The reader's page: a button for each product. */
const PAGE = `
import { buy, products, recoverOnStart } from './iap.ts';
const told = document.body.appendChild(document.createElement('output'));
await recoverOnStart();
for (const { sku, displayName } of await products()) {
  const button = document.body.appendChild(document.createElement('button'));
  button.textContent = displayName;
  button.onclick = async () => { told.textContent = await buy(sku); };
}`;

/** The reader's sessions, and the server that the handler is mounted in. */
const SERVER = `
import { createServer } from 'node:http';
import { nodeListener } from '@ait-iap/server/node';
globalThis.userKeyOfSession = async (request) => request.headers.get('authorization')?.replace('Bearer ', '');
const { handler } = await import('./handler.mts');
createServer(nodeListener(handler)).listen(4610);`;

/** The README: a mini-app of SDK 3.x with the plugin, its backend, and a purchase in Chromium. */
export async function playReadme({ folder, env, tarballs }) {
  const blocks = blocksOf('README.md');
  const [app, backend] = ['mini-app', 'backend'].map((name) => join(folder, name));
  const inApp = openTerminal({ folder: app, env });
  const inBackend = openTerminal({ folder: backend, env });
  const certs = join(app, '.ait-iap/certs');
  let shop;
  try {
    for (const [terminal, where, package_] of [
      [inApp, app, '@ait-iap/client'],
      [inBackend, backend, '@ait-iap/server'],
    ]) {
      mkdirSync(where, { recursive: true });
      await terminal.run('npm init -y');
      const install = blockWith(blocks, `npm install ${package_}\n`, 'sh');
      for (const command of commandsOf(install)) await terminal.run(withPacked(command, tarballs));
    }
    const development = ['@ait-iap/sandbox', '@ait-iap/protocol', '@apps-in-toss/web-framework'];
    await inApp.run(`npm install --save-dev vite ${development.map((name) => tarballs[name]).join(' ')}`);
    writeFiles(app, {
      'index.html': htmlOf('/main.ts'),
      'main.ts': PAGE,
      'iap.ts': put(
        blockWith(blocks, 'recoverOnStart', 'ts'),
        'https://api.example.com',
        'http://127.0.0.1:4610',
      ),
      'vite.config.ts': blockWith(blocks, 'tossSandbox', 'ts'),
    });
    shop = await openShop(inApp);

    const [, init] = /^\/\/ Created once: (.*)$/m.exec(blockWith(blocks, 'createFulfillment', 'ts')) ?? [];
    await inBackend.run(init);
    const handler = blockWith(blocks, 'createFulfillment', 'ts');
    const toSandbox = "createPartnerClient({ baseUrl: 'https://127.0.0.1:4601',";
    writeFiles(backend, {
      'handler.mts': put(handler, 'createPartnerClient({', toSandbox),
      'server.mts': SERVER,
    });
    const [cert, key] = ['client.crt', 'client.key'].map((name) => `"$(cat ${join(certs, name)})"`);
    // The sandbox in place of Apps in Toss: its certificate, and its authority as Node is told of one.
    const settings = `NODE_EXTRA_CA_CERTS=${join(certs, 'ca.crt')} TOSS_CERT=${cert} TOSS_KEY=${key}`;
    await answering(
      inBackend,
      `env ${settings} node --no-warnings server.mts`,
      'http://127.0.0.1:4610/healthz',
    );

    const { shows, buy } = await shop.open();
    await shows('테스트 상품 - 1');
    await buy('테스트 상품 - 1');
    await shows('구매했어요');
    const count = `new (require('node:sqlite').DatabaseSync)('data/ledger.db').prepare('select count(*) as n from items').get().n`;
    assert.equal((await inBackend.run(`node --no-warnings -p "${count}"`)).trim(), '1');
  } finally {
    await shop?.close();
    inApp.close();
    inBackend.close();
  }
}
