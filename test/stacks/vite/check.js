// Both pages in the development server of Vite and in Chromium, then builds with and without sandbox code.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tossSandbox } from '@ait-iap/sandbox/vite';
import packaged from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import { build, createServer } from 'vite';

const own = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path));
const executablePath = own ?? (await packaged.executablePath());
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  await sells('app-2x', '상점');
  await sells('app-3x', 'the official link of /shop');
} finally {
  await browser.close();
}
for (const app of ['app-2x', 'app-3x']) await buildsWithout(app);
await failsToBuild();
console.log('ok');

/** A purchase with the official SDK and one with ours, each paid by hand. The world has to agree. */
async function sells(app, title) {
  process.env.NODE_ENV = 'development';
  const server = await createServer({ root: app, logLevel: 'error' });
  await server.listen();
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(server.resolvedUrls.local[0]);
  for (const id of ['official', 'ours']) {
    await page.click(`#${id}`);
    await page.getByRole('dialog').getByRole('button', { name: '결제하기' }).click();
    await page.getByText(`${id}: 테스트 상품 - 1`).waitFor();
  }
  assert.equal(await page.title(), title);
  assert.equal(await page.getByRole('button', { name: '샌드박스 패널' }).count(), 1);
  const sandbox = await page.evaluate('window.__AIT_IAP_SANDBOX__');
  const { charges } = await (await fetch(`${sandbox}/api/charges`)).json();
  assert.deepEqual(
    charges.map(({ userKey, grantedAt }) => [userKey, typeof grantedAt]),
    [
      ['user-1', 'number'],
      ['user-1', 'number'],
    ],
  );
  await server.close();
  await assert.rejects(fetch(`${sandbox}/healthz`), 'the sandbox has to end with its server');
}

async function buildsWithout(app) {
  process.env.NODE_ENV = 'production';
  await build({ root: app, logLevel: 'error' });
  const assets = join(app, 'dist/assets');
  const written = [join(app, 'dist/index.html'), ...readdirSync(assets).map((name) => join(assets, name))];
  for (const path of written) assert.doesNotMatch(readFileSync(path, 'utf8'), /bridge\.js|샌드박스/, path);
}

/** Three files deep, and as a dynamic import; what runs only in development is no fault. */
async function failsToBuild() {
  const root = 'app-left-in';
  mkdirSync(root, { recursive: true });
  const write = (name, text) => writeFileSync(join(root, name), text);
  const run = () =>
    build({
      root,
      configFile: false,
      logLevel: 'silent',
      plugins: [tossSandbox()],
      build: { minify: false },
    });
  write('index.html', '<!doctype html><script type="module" src="/main.js"></script>');
  write('main.js', "import './shop.js';");
  write('shop.js', "import { world } from './debug.js'; console.log(world);");
  write('debug.js', "import { sandbox } from '@ait-iap/sandbox/auto'; export const world = sandbox;");
  await assert.rejects(
    run(),
    /contains sandbox code[\s\S]*main\.js\n\s+-> shop\.js\n\s+-> debug\.js\n\s+-> \S*node_modules\/@ait-iap\/sandbox\/dist\/auto\.js/,
  );
  write('main.js', "void import('@ait-iap/sandbox/auto');");
  await assert.rejects(run(), /main\.js\n\s+-> \S*node_modules\/@ait-iap\/sandbox/);
  write('main.js', "if (import.meta.env.DEV) await import('@ait-iap/sandbox/auto');\nconsole.log('shop');");
  await run();
}
