import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TossSandboxOptions, tossSandbox } from '@ait-iap/sandbox/vite';
import type { Browser, Page } from 'playwright-core';
import { build, createServer, preview, type ViteDevServer } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { borrowChromium } from './chromium.js';
import { installScriptedApp } from './scripted-app.js';
import { type ViteProject, viteProject } from './vite-project.js';

const PLACE: TossSandboxOptions = { port: 0, partnerPort: 0 };

let browser: Browser;
const ends: (() => unknown)[] = [];

const { NODE_ENV } = process.env;

beforeAll(async () => {
  browser = await borrowChromium();
});
afterAll(async () => {
  Object.assign(process.env, { NODE_ENV });
  await browser?.close();
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function project(files?: Readonly<Record<string, string>>): ViteProject {
  const made = viteProject(files);
  ends.push(() => made.remove());
  return made;
}

async function serve(root: string, options: TossSandboxOptions = {}): Promise<ViteDevServer> {
  process.env.NODE_ENV = 'development';
  const server = await createServer({
    ...{ root, configFile: false, logLevel: 'error' },
    server: { host: '127.0.0.1', port: 0 },
    plugins: [tossSandbox({ ...PLACE, ...options })],
  });
  ends.push(() => server.close());
  return server.listen();
}

async function open(url: string, prepare?: () => void): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 420, height: 760 } });
  ends.push(() => page.close());
  if (prepare !== undefined) await page.addInitScript(prepare);
  await page.goto(url);
  return page;
}

const urlOf = (server: ViteDevServer) => server.resolvedUrls?.local[0] ?? '';
const told = (page: Page) => page.locator('#told').textContent();
const facts = async (page: Page) => JSON.parse((await page.locator('#facts').textContent()) || '{}');
const badge = (page: Page) => page.getByRole('button', { name: '샌드박스 패널' });
const sandboxOf = async (page: Page) => {
  const src = await page.locator('head > script[src$="/bridge.js"]').getAttribute('src');
  return new URL(src ?? '').origin;
};

async function pay(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: /결제/ }).last().click();
}

async function charges(sandboxUrl: string): Promise<{ grantedAt?: number }[]> {
  const answer = await fetch(new URL('/api/charges', sandboxUrl));
  return ((await answer.json()) as { charges: { grantedAt?: number }[] }).charges;
}

const isAlive = (url: string) =>
  fetch(new URL('/healthz', url)).then(
    () => true,
    () => false,
  );

describe('a mini-app of SDK 3.x in development', () => {
  it('sells through the official object and through ours, and keeps the rest of the official module', async () => {
    const server = await serve(project().root, { userKey: 'user-1' });
    const page = await open(urlOf(server));
    await expect
      .poll(() => facts(page))
      .toMatchObject({
        environment: 'sandbox',
        os: 'android',
        hash: 64,
        login: 'SANDBOX',
        official: ['the official Device.openURL(https://a)', 'the official link of /a', 'the official bar'],
        insets: 34,
        others: ['function', 'function'],
        pending: 0,
      });
    await page.getByRole('button', { name: '공식 SDK로 사기' }).first().click();
    await pay(page);
    await expect.poll(() => told(page)).toBe('공식: 테스트 상품 - 1, 1,100원');
    await page.getByRole('button', { name: 'ait-iap로 사기' }).nth(1).click();
    await pay(page);
    await expect.poll(() => told(page)).toBe('ait-iap: 테스트 상품 - 2, 5,500원');
    const sandboxUrl = await sandboxOf(page);
    expect(await charges(sandboxUrl)).toMatchObject([
      { userKey: 'user-1', grantedAt: expect.any(Number) },
      { userKey: 'user-1', grantedAt: expect.any(Number) },
    ]);
  });

  it('fails as in the Toss app when a page forgets to pass the official object', async () => {
    const forgetful = "export { buyMigrated } from './bought.js';";
    const { root, write } = project({ 'src/migrated.js': forgetful });
    write(
      'src/bought.js',
      `import { IAP } from '@ait-iap/client';
       export const buyMigrated = (sku, grant, tell) =>
         IAP.createOneTimePurchaseOrder({
           options: { sku, processProductGrant: grant },
           onEvent: () => tell('sold'),
           onError: (error) => tell(error.code),
         });`,
    );
    const page = await open(urlOf(await serve(root)));
    await page.getByRole('button', { name: 'ait-iap로 사기' }).first().click();
    await expect.poll(() => told(page)).toBe('BRIDGE_NOT_SET');
  });

  it('has a badge with a panel that links to the sandbox, can be closed, and can be switched off', async () => {
    const { root } = project();
    const page = await open(urlOf(await serve(root)));
    await badge(page).click();
    const link = page.getByRole('link', { name: '콘솔 열기' });
    const [console] = await Promise.all([page.waitForEvent('popup'), link.click()]);
    await expect.poll(() => console.title()).toContain('샌드박스');
    await console.close();
    await page.getByRole('button', { name: /배지 닫기/ }).click();
    expect(await badge(page).count()).toBe(0);
    const bare = await open(urlOf(await serve(root, { badge: false })));
    await bare.getByRole('button', { name: '공식 SDK로 사기' }).first().waitFor();
    expect(await badge(bare).count()).toBe(0);
  });

  it('stops its sandbox with the server, and not when the server restarts', async () => {
    const server = await serve(project().root);
    const page = await open(urlOf(server));
    const sandboxUrl = await sandboxOf(page);
    await server.restart();
    expect(await isAlive(sandboxUrl)).toBe(true);
    await server.close();
    expect(await isAlive(sandboxUrl)).toBe(false);
  });
});

describe('a mini-app of SDK 2.x, or without an official package, in development', () => {
  it('is in a WebView of that line before its first module runs', async () => {
    const { root } = project({
      'package.json': '{"dependencies":{"@ait-iap/client":"0.1.0"}}',
      'src/main.js': `
        import { IAP } from '@ait-iap/client';
        const told = document.querySelector('#told');
        IAP.createOneTimePurchaseOrder({
          options: { sku: 'ait.sandbox.consumable-1', processProductGrant: () => true },
          onEvent: ({ data }) => { told.textContent = data.displayName; },
          onError: (error) => { told.textContent = error.code; },
        });`,
    });
    const page = await open(urlOf(await serve(root, { sdk: '2.x', payment: 'approve', platform: 'ios' })));
    await expect.poll(() => told(page)).toBe('테스트 상품 - 1');
    const head = page.locator('head > script[src$="/bridge.js"]');
    expect(await head.getAttribute('data-platform')).toBe('ios');
  });
});

describe('a production build', () => {
  const buildOf = (root: string, options: TossSandboxOptions = {}) => {
    // A development server of this process has said otherwise.
    process.env.NODE_ENV = 'production';
    return build({
      ...{ root, configFile: false, logLevel: 'silent' },
      build: { minify: false },
      plugins: [tossSandbox(options)],
    });
  };

  it('holds no sandbox code, and sells in a scripted app of 3.x', async () => {
    const { root } = project();
    await buildOf(root);
    const server = await preview({ root, configFile: false, preview: { host: '127.0.0.1', port: 0 } });
    ends.push(() => server.close());
    const page = await open(server.resolvedUrls?.local[0] ?? '', installScriptedApp);
    await expect.poll(() => facts(page)).toMatchObject({ environment: 'toss', os: 'ios', login: 'DEFAULT' });
    for (const [name, words] of [
      ['공식 SDK로 사기', '공식: 진짜 보석, 1,100원'],
      ['ait-iap로 사기', 'ait-iap: 진짜 보석, 1,100원'],
    ] as const) {
      await page.getByRole('button', { name }).click();
      await expect.poll(() => told(page)).toBe(words);
    }
    expect(await page.content()).not.toContain('bridge.js');
  });

  it('fails with the chain of imports that leads to sandbox code', async () => {
    const { root, write } = project({ 'src/main.js': "import './shop.js';" });
    write('src/shop.js', "import { world } from './debug.js'; console.log(world);");
    write('src/debug.js', "import { sandbox } from '@ait-iap/sandbox/auto'; export const world = sandbox;");
    await expect(buildOf(root)).rejects.toThrow(
      /contains sandbox code[\s\S]*src\/main\.js\n\s+-> src\/shop\.js\n\s+-> src\/debug\.js\n\s+-> node_modules\/@ait-iap\/sandbox\/dist\/auto\.js[\s\S]*샌드박스 코드/,
    );
    await expect(buildOf(root, { guard: false })).resolves.toBeDefined();
  });

  it('finds a dynamic import too, and accepts one that runs only in development', async () => {
    const always = project({ 'src/main.js': "void import('@ait-iap/sandbox/auto');" });
    await expect(buildOf(always.root)).rejects.toThrow(
      /src\/main\.js\n\s+-> node_modules\/@ait-iap\/sandbox/,
    );
    const guarded = project({
      'src/main.js': "if (import.meta.env.DEV) await import('@ait-iap/sandbox/auto');\nconsole.log('shop');",
    });
    await expect(buildOf(guarded.root)).resolves.toBeDefined();
  });

  it('fails because of a /bridge.js tag that was left in a page', async () => {
    const { root } = project({
      'index.html':
        '<!doctype html><script src="http://127.0.0.1:4600/bridge.js"></script><script type="module" src="/src/main.js"></script>',
    });
    await expect(buildOf(root)).rejects.toThrow(
      /index\.html includes http:\/\/127\.0\.0\.1:4600\/bridge\.js/,
    );
  });
});

describe('a port that is not free', () => {
  it('is shared if a sandbox uses it, and that sandbox outlives the server', async () => {
    const first = await serve(project().root);
    const page = await open(urlOf(first));
    const sandboxUrl = await sandboxOf(page);
    const second = await serve(project().root, { url: sandboxUrl });
    const other = await open(urlOf(second));
    expect(await sandboxOf(other)).toBe(sandboxUrl);
    await second.close();
    expect(await isAlive(sandboxUrl)).toBe(true);
  });

  it('stops the server with a message if another program uses it', async () => {
    const stranger = createHttpServer((_, response) => response.end('hello'));
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    ends.push(() => stranger.close());
    const { port } = stranger.address() as AddressInfo;
    await expect(serve(project().root, { port })).rejects.toThrow(
      /another program uses port.*tossSandbox\(\)/s,
    );
  });
});
