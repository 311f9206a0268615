import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { blocksOf, blockWith, commandsOf, put, withPacked } from './guide-blocks.mjs';
import { htmlOf, openShop, writeFiles } from './shop-page.mjs';
import { openTerminal, until } from './terminal.mjs';

const CONFIG = `
import { tossSandbox } from '@ait-iap/sandbox/vite';
export default { plugins: [tossSandbox({ userKey: 'user-1' })] };`;

/** What the reader's page makes of the module that is migrated. */
const showing = (module) => `
import { login, openShop, userHash } from '${module}';
const names = (await openShop()).map(({ displayName }) => displayName);
document.body.append(JSON.stringify([names, typeof (await login()), (await userHash()).length]));`;

/** The reader's page that buys, and the server in which it is granted. */
const buyingWith = (module) => `
import { buy } from '${module}';
const granted = document.body.appendChild(document.createElement('output'));
globalThis.grantOnMyServer = async (orderId) => { granted.append('지급 ' + orderId); return true; };
const button = document.body.appendChild(document.createElement('button'));
button.textContent = '사기';
button.onclick = () => buy('ait.sandbox.consumable-1');`;

/** Migrate from the official SDK: each page before and after, over SDK 3.x and over 2.x, in Chromium. */
export async function playMigration({ folder, env, tarballs }) {
  const blocks = blocksOf('docs/migrate-from-the-official-sdk.md');
  const place = (sdk) => ({ folder: join(folder, sdk), env, tarballs, blocks });
  await playSdk3(place('sdk-3x'));
  await playSdk2(place('sdk-2x'));
}

async function playSdk3({ blocks, ...place }) {
  const [before, after] = blocks.filter(({ code }) => code.includes('openShop')).map(({ code }) => code);
  const [lineBefore, lineAfter] = linesOf(
    blocks.find(({ language, code }) => language === 'diff' && code.includes('setBridge')).code,
  );
  const buying = blockWith(blocks, 'grantOnMyServer', 'ts');
  const modules = {
    'before.ts': before,
    'after.ts': after,
    // The line of the import is the one of the diff; what follows it stays.
    'buy-before.ts': buying.replace(/^import .*$/m, lineBefore),
    'buy-after.ts': buying.replace(/^import .*$/m, lineAfter),
    'client.ts': blockWith(blocks, 'export const iap = createIapClient', 'ts'),
  };
  const scripts = {
    before: showing('./before.ts'),
    after: showing('./after.ts'),
    'buying-before': buyingWith('./buy-before.ts'),
    'buying-after': buyingWith('./buy-after.ts'),
    client: `import { iap } from './client.ts'; document.body.append('상품 ' + (await iap.products()).length);`,
  };
  const official = place.tarballs['@apps-in-toss/web-framework'];
  await inShop({ ...place, blocks, official, modules, scripts }, async (shop) => {
    const shown = [];
    for (const path of ['/before.html', '/after.html']) {
      const { page, shows } = await shop.open(path);
      await shows('테스트 상품 - 1');
      shown.push(await page.locator('body').innerText());
    }
    assert.equal(shown[1], shown[0], 'the migrated module gives what it gave before');
    for (const path of ['/buying-before.html', '/buying-after.html']) await buysOnce(shop, path);
    await (await shop.open('/client.html')).shows('상품 4');
  });
}

/** Before, the line is the official one: `@apps-in-toss/web-bridge` has the object that the web framework 2.x exports. */
async function playSdk2({ blocks, ...place }) {
  const buying = blockWith(blocks, 'grantOnMyServer', 'ts');
  // There is no React Native here: the WebView's package has the same object.
  const native = put(
    blockWith(blocks, 'toss.IAP', 'ts'),
    '@apps-in-toss/framework',
    '@apps-in-toss/web-bridge',
  );
  const modules = {
    'buy-before.ts': buying.replace(/^import .*$/m, "import { IAP } from '@apps-in-toss/web-bridge';"),
    'buy-after.ts': buying,
    'native.ts': native,
  };
  const scripts = {
    'buying-before': buyingWith('./buy-before.ts'),
    'buying-after': buyingWith('./buy-after.ts'),
    native: `import './native.ts';${buyingWith('./buy-after.ts')}`,
  };
  const official = '@apps-in-toss/web-bridge@2 @apps-in-toss/bridge-core@2';
  await inShop({ ...place, blocks, official, modules, scripts }, async (shop) => {
    for (const path of ['/buying-before.html', '/buying-after.html', '/native.html'])
      await buysOnce(shop, path);
  });
}

/** A new application with Vite and one official SDK. */
async function inShop({ folder, env, tarballs, blocks, official, modules, scripts }, use) {
  mkdirSync(folder, { recursive: true });
  const terminal = openTerminal({ folder, env });
  let shop;
  try {
    await terminal.run('npm init -y');
    for (const command of commandsOf(blockWith(blocks, 'npm install', 'sh')))
      await terminal.run(withPacked(command, tarballs));
    await terminal.run(`npm install ${official}`);
    await terminal.run(
      `npm install --save-dev vite ${tarballs['@ait-iap/sandbox']} ${tarballs['@ait-iap/protocol']}`,
    );
    const pages = Object.entries(scripts).flatMap(([name, script]) => [
      [`${name}.html`, htmlOf(`/${name}.page.ts`)],
      [`${name}.page.ts`, script],
    ]);
    writeFiles(folder, { ...Object.fromEntries(pages), ...modules, 'vite.config.mjs': CONFIG });
    writeFiles(folder, { 'index.html': htmlOf(`/${Object.keys(scripts)[0]}.page.ts`) });
    shop = await openShop(terminal);
    await use(shop);
  } finally {
    await shop?.close();
    terminal.close();
  }
}

/** Buys in the page. Its grant runs once, and its onEvent tells the price. */
async function buysOnce(shop, path) {
  const { page, said, shows, buy } = await shop.open(path);
  await buy('사기');
  await shows('지급');
  await until(`${path} tells the price`, () => said.includes('1,100원'));
  assert.equal((await page.locator('output').innerText()).split('지급').length, 2, 'granted once');
  await page.close();
}

/** What a diff takes away, and what it gives. */
function linesOf(diff) {
  return ['-', '+'].map((sign) =>
    diff
      .split('\n')
      .filter((line) => line.startsWith(sign))
      .map((line) => line.slice(2))
      .join('\n'),
  );
}
