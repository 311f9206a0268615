import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { blocksOf, blockWith, commandsOf, put, withPacked } from './guide-blocks.mjs';
import { MISTAKES, makeMistakes } from './mistakes.mjs';
import { htmlOf, openShop, writeFiles } from './shop-page.mjs';
import { answering, openTerminal } from './terminal.mjs';

const ORDER_ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** The page of a reader that only has the official SDK 2.x. */
const OFFICIAL = `
import { IAP } from '@apps-in-toss/web-bridge';
const told = document.body.appendChild(document.createElement('output'));
const { products } = await IAP.getProductItemList();
for (const { sku, displayName } of products) {
  const button = document.body.appendChild(document.createElement('button'));
  button.textContent = displayName;
  button.onclick = () => IAP.createOneTimePurchaseOrder({
    options: { sku, processProductGrant: async () => true },
    onEvent: ({ data }) => told.append('구매했어요 ' + data.displayAmount),
    onError: (error) => told.append(error.message),
  });
}`;

/** Develop without a phone: its blocks from above to below, one purchase in each way into a Toss app. */
export async function playWithoutAPhone({ folder, env, tarballs }) {
  const blocks = blocksOf('docs/develop-without-a-phone.md');
  const terminal = openTerminal({ folder, env });
  try {
    const commands = commandsOf(blockWith(blocks, 'ait-iap-sandbox serve\n', 'sh'));
    const serve = commands.pop();
    await terminal.run('npm init -y');
    for (const command of commands) await terminal.run(withPacked(command, tarballs));
    const rest = ['client', 'server', 'protocol'].map((name) => tarballs[`@ait-iap/${name}`]).join(' ');
    await terminal.run(
      `npm install --save-dev vite msw @apps-in-toss/web-bridge@2 @apps-in-toss/bridge-core@2 ${rest}`,
    );
    await answering(terminal, serve, 'http://127.0.0.1:4600/healthz');
    for (const file of [
      'certs/ca.crt',
      'certs/client.crt',
      'certs/client.key',
      'certs/client.p12',
      'world.db',
    ])
      assert.ok(existsSync(join(folder, '.ait-iap', file)), `.ait-iap/${file} is there`);

    await buyInPages({ folder, terminal, blocks });
    await runPrograms({ folder, terminal, blocks });
    await useTerminal({ terminal, blocks });
  } finally {
    terminal.close();
  }
}

/** With the plugin; without it, by the tag; without a server, by one import; and the mistakes that the console warns of. */
async function buyInPages({ folder, terminal, blocks }) {
  const tag = blockWith(blocks, '/bridge.js" data-user-key', 'html');
  const [auto] = blocks
    .filter(({ code }) => code.includes("import '@ait-iap/sandbox/auto'"))
    .map(({ code }) => code);
  writeFiles(folder, {
    'vite.config.ts': blockWith(blocks, 'tossSandbox', 'ts'),
    'no-plugin.config.mjs': 'export default {};',
    'index.html': htmlOf('/official.ts'),
    'tagged.html': htmlOf('/official.ts', { head: tag }),
    'auto.html': htmlOf('/auto-page.ts'),
    'mistakes.html': htmlOf('/mistakes.ts'),
    'official.ts': OFFICIAL,
    'auto.ts': auto,
    'auto-page.ts': "import './auto.ts'; import './official.ts';",
    'watched.ts': blockWith(blocks, 'watchIap(plainIap)', 'ts'),
    'mistakes.ts': MISTAKES,
  });
  const visits = [
    { args: '', path: '/' },
    { args: '--config no-plugin.config.mjs', path: '/tagged.html' },
    { args: '--config no-plugin.config.mjs', path: '/auto.html' },
  ];
  for (const { args, path } of visits) {
    const shop = await openShop(terminal, args);
    try {
      const { shows, buy } = await shop.open(path);
      await shows('테스트 상품 - 1');
      await buy('테스트 상품 - 1');
      await shows('구매했어요 1,100원');
      if (path === '/') await makeMistakes(shop, terminal);
    } finally {
      await shop.close();
    }
  }
}

/** What runs in Node: sandbox mode by one import, the partner backend, and what a test starts. */
async function runPrograms({ folder, terminal, blocks }) {
  const autos = blocks.filter(({ code }) => code.includes("'@ait-iap/sandbox/auto'")).map(({ code }) => code);
  const bought = await terminal.run(
    'npx ait-iap-sandbox buy ait.sandbox.consumable-1 --user user-1 --grant none',
  );
  const orderId = ORDER_ID.exec(bought)[0];
  const asking = `console.log((await partner.getOrderStatus({ orderId: '${orderId}', userKey: 'user-1' })).status);
await partner.close();`;
  writeFiles(folder, {
    ...Object.fromEntries(autos.map((code, index) => [`auto-${index}.mts`, code])),
    'partner.mts': `${blockWith(blocks, "readFileSync('.ait-iap/certs/ca.crt')", 'ts')}\n${asking}`,
    'serve.mts': blockWith(blocks, 'serveSandbox({', 'ts'),
    'msw.mts': `${blockWith(blocks, 'partnerApiHandlers', 'ts')}\nserver.close();\nsandbox.close();`,
  });
  const run = (file) => terminal.run(`node --no-warnings --experimental-strip-types ${file}`);
  for (const index of autos.keys()) await run(`auto-${index}.mts`);
  assert.match(await run('partner.mts'), /PAYMENT_COMPLETED/);
  await run('serve.mts');
  await run('msw.mts');
  const curl = put(blockWith(blocks, 'curl --cacert', 'sh'), '"orderId":"…"', `"orderId":"${orderId}"`);
  for (const command of commandsOf(curl))
    assert.match(await terminal.run(command), /"status":"PAYMENT_COMPLETED"/);
}

/** The commands after a purchase, the webhooks, and the worlds by name. */
async function useTerminal({ terminal, blocks }) {
  let orderId;
  for (const command of commandsOf(blockWith(blocks, 'advance 40 days', 'sh'))) {
    const answer = await terminal.run(orderId ? command.replace(ORDER_ID, orderId) : command);
    orderId ??= ORDER_ID.exec(answer)[0];
  }
  const [open] = commandsOf(blockWith(blocks, '/api/worlds/checkout', 'sh'));
  assert.match(await terminal.run(open), /"partnerUrl":"https:/);
}
