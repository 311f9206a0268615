import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { borrowChromium } from './chromium.js';
import { type ScriptPage, serveScriptPage } from './script-page.js';

const SKU = 'ait.sandbox.consumable-1';
const root = fileURLToPath(new URL('../..', import.meta.url));

/** A page without any server behind it: sandbox mode by one import, the official SDK, our own functions, and the stand-in for 3.x. */
const ENTRY = `
import { sandbox } from '@ait-iap/sandbox/auto';
import { IAP as officialIap } from '@apps-in-toss/web-bridge';
import { IAP as ourIap } from '@ait-iap/client';
import { IAP as aliasedIap } from '@apps-in-toss/web-framework';
Object.assign(window, { sandbox, officialIap, ourIap, aliasedIap });
`;

/** Nothing inline and nothing evaluated, without a server to connect to. The pictures of the mock products are data. */
const POLICY = "default-src 'self'; img-src data:; require-trusted-types-for 'script'";

/** The import once more: another copy of the package, or the same one after a hot replacement. */
const AGAIN = "import { sandbox } from '@ait-iap/sandbox/auto'; Object.assign(window, { again: sandbox });";

interface AutoWindow {
  readonly sandbox: typeof import('@ait-iap/sandbox/auto').sandbox;
  readonly officialIap: typeof import('@apps-in-toss/web-bridge').IAP;
  readonly ourIap: typeof import('@ait-iap/client').IAP;
  readonly aliasedIap: typeof import('@ait-iap/sandbox/official-sdk').IAP;
  told: string[];
}

let served: ScriptPage;
let browser: Browser;
let page: Page;
const problems: string[] = [];

beforeAll(async () => {
  const script = await bundle(ENTRY);
  served = await serveScriptPage(
    `<!doctype html><html lang="ko"><title>auto</title>
     <meta http-equiv="content-security-policy" content="${POLICY}"><script src="/auto.js"></script>`,
    script,
  );
  browser = await borrowChromium();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});
beforeEach(async () => {
  // Each context has its own localStorage.
  const context = await browser.newContext();
  page = await context.newPage();
  problems.length = 0;
  page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())));
  await page.goto(served.url);
});

describe('a page in sandbox mode by one import', () => {
  it.each(['officialIap', 'ourIap', 'aliasedIap'] as const)(
    'lists and sells through %s under a strict policy, with a sheet that the user confirms',
    async (name) => {
      const names = await page.evaluate(async (iap) => {
        const { products } = await (window as unknown as AutoWindow)[iap].getProductItemList();
        return products.map(({ displayName }) => displayName);
      }, name);
      expect(names).toContain('테스트 상품 - 1');
      await buy(name, true);
      await page.getByRole('button', { name: /결제|1,100원/ }).click();
      await expect.poll(told).toEqual(['grant', 'success']);
      expect(problems).toEqual([]);
    },
  );

  it('finds a paid order again after the page was reloaded', async () => {
    await buy('officialIap', false);
    await page.getByRole('button', { name: /결제|1,100원/ }).click();
    await expect.poll(told).toEqual(['grant', 'error']);
    await page.reload();
    const recovered = await page.evaluate(async () => {
      const { officialIap } = window as unknown as AutoWindow;
      const { orders } = await officialIap.getPendingOrders();
      const [order] = orders;
      const done = await officialIap.completeProductGrant({ params: { orderId: order?.orderId ?? '' } });
      return [orders.length, done, (await officialIap.getPendingOrders()).orders.length];
    });
    expect(recovered).toEqual([1, true, 0]);
  });

  it('cancels an order whose sheet was open when the page was reloaded', async () => {
    await buy('officialIap', true);
    await page.getByRole('dialog').waitFor();
    await page.reload();
    const orders = await page.evaluate(() => (window as unknown as AutoWindow).sandbox.orders());
    expect(orders).toMatchObject([{ state: 'FAILED', reason: 'USER_CANCELED' }]);
  });

  it('finds an order that was paid after an error, also if the page was reloaded in between', async () => {
    await page.evaluate(() => {
      (window as unknown as AutoWindow).sandbox.faults.arm({ name: 'paid-after-error' });
    });
    await buy('officialIap', true);
    await page.getByRole('button', { name: /결제|1,100원/ }).click();
    await expect.poll(told).toEqual(['error']);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.reload();
    const pending = () =>
      page.evaluate(
        async () => (await (window as unknown as AutoWindow).officialIap.getPendingOrders()).orders.length,
      );
    await expect.poll(pending).toBe(1);
  });

  it('is still the same one when the import is evaluated again over an open sheet', async () => {
    await buy('officialIap', true);
    await page.getByRole('dialog').waitFor();
    await page.evaluate(await bundle(AGAIN));
    await page.getByRole('button', { name: /결제|1,100원/ }).click();
    await expect.poll(told).toEqual(['grant', 'success']);
    expect(await page.getByRole('button', { name: '샌드박스 패널' }).count()).toBe(1);
    expect(await page.evaluate('window.again === window.sandbox')).toBe(true);
  });

  it('takes no money when the user closes the sheet with Escape', async () => {
    await buy('officialIap', true);
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(told).toEqual(['error']);
    expect(await page.evaluate(() => (window as unknown as AutoWindow).sandbox.orders().at(-1)?.state)).toBe(
      'FAILED',
    );
  });
});

describe('the panel of a page in sandbox mode by one import', () => {
  const badge = () => page.getByRole('button', { name: '샌드박스 패널' });
  const panel = () => page.getByRole('dialog', { name: /^샌드박스/ });
  const armed = () => panel().getByRole('status');
  const openPanel = async () => {
    await badge().click();
    await panel().waitFor();
  };
  const constant = (name: string) =>
    page.evaluate(
      (given) => (window as never as Record<string, Record<string, unknown>>).__CONSTANT_HANDLER_MAP?.[given],
      name,
    );

  it('is behind a badge, has no link to a console, and is switched off with data-badge="off"', async () => {
    await openPanel();
    expect(await panel().getByRole('link').count()).toBe(0);
    await page.route(served.url, async (route) => {
      const answer = await route.fetch();
      const body = (await answer.text()).replace('<html', '<html data-badge="off"');
      await route.fulfill({ response: answer, body });
    });
    await page.reload();
    expect(await badge().count()).toBe(0);
  });

  it('gives the page another phone, for this tab', async () => {
    await openPanel();
    await panel().getByLabel('플랫폼').selectOption('ios');
    await panel().getByLabel('사용자 키').fill('second');
    const apply = panel().getByRole('button', { name: '적용하고 다시 열기' });
    await Promise.all([page.waitForEvent('load'), apply.click()]);
    expect(await constant('getPlatformOS')).toBe('ios');
    await buy('ourIap', true);
    await page.getByRole('button', { name: '결제하기' }).click();
    await expect.poll(told).toEqual(['grant', 'success']);
    const owner = () => (window as unknown as AutoWindow).sandbox.orders().at(-1)?.userKey;
    expect(await page.evaluate(owner)).toBe('second');
  });

  it('sets whether payments are approved or canceled automatically, from the next one on', async () => {
    await openPanel();
    await panel().getByLabel('결제창').selectOption('approve');
    await buy('ourIap', true);
    await expect.poll(told).toEqual(['grant', 'success']);
    await panel().getByLabel('결제창').selectOption('cancel');
    await buy('ourIap', true);
    await expect.poll(told).toEqual(['error']);
  });

  it('arms a fault for the next purchase, shows it on the sheet, and shows armed faults after a reset too', async () => {
    await openPanel();
    await armed().getByText('없어요').waitFor();
    await panel().getByLabel('다음 결제에 일어날 일').selectOption('network-error');
    await armed().getByText('NETWORK_ERROR').first().waitFor();
    await buy('ourIap', true);
    const sheet = page.getByRole('dialog', { name: '테스트 상품 - 1' });
    await sheet.getByText('NETWORK_ERROR').first().waitFor();
    await sheet.getByRole('button', { name: '결제하기' }).click();
    await expect.poll(told).toEqual(['error']);
    await armed().getByText('없어요').waitFor();
    await panel().getByLabel('다음 결제에 일어날 일').selectOption('answer-late');
    await armed().getByRole('listitem').waitFor();
    await page.evaluate(() => (window as unknown as AutoWindow).sandbox.reset());
    await armed().getByText('없어요').waitFor();
  });
});

describe('a page with the same import inside a real Toss app', () => {
  it('keeps its bridge, gives nothing away, and says what to do', async () => {
    const inside = await (await browser.newContext()).newPage();
    const said: string[] = [];
    inside.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
    await inside.addInitScript(() => {
      const posted: string[] = [];
      const __CONSTANT_HANDLER_MAP = {
        getOperationalEnvironment: 'toss',
        getPlatformOS: 'android',
        getTossAppVersion: '5.300.0',
      };
      Object.assign(window, {
        __CONSTANT_HANDLER_MAP,
        posted,
        ReactNativeWebView: { postMessage: (text: string) => posted.push(text) },
      });
    });
    await inside.goto(served.url);
    await inside.evaluate(() => {
      void (window as unknown as AutoWindow).officialIap.getPendingOrders();
    });
    const posted = () => inside.evaluate(() => (window as unknown as { posted: string[] }).posted.join());
    await expect.poll(posted).toContain('getPendingOrders');
    expect(said.join()).toMatch(/error: \[ait-iap sandbox\].*토스 앱 안이라/s);
    const kept = await inside.evaluate(() => Object.keys(localStorage));
    expect(kept.filter((name) => name.includes('sandbox'))).toEqual([]);
  });
});

async function buy(name: 'officialIap' | 'ourIap' | 'aliasedIap', granted: boolean): Promise<void> {
  await page.evaluate(
    ([iap, sku, answer]) => {
      const shop = window as unknown as AutoWindow;
      shop.told = [];
      shop[iap].createOneTimePurchaseOrder({
        options: {
          sku,
          processProductGrant: () => {
            shop.told.push('grant');
            return answer;
          },
        },
        onEvent: () => void shop.told.push('success'),
        onError: () => void shop.told.push('error'),
      });
    },
    [name, SKU, granted] as const,
  );
}

function told(): Promise<string[]> {
  return page.evaluate(() => (window as unknown as AutoWindow).told);
}

async function bundle(entry: string): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: {
      alias: {
        '@apps-in-toss/web-framework': `${root}packages/sandbox/src/official-sdk.ts`,
        '@ait-iap/sandbox/auto': `${root}packages/sandbox/src/auto.ts`,
      },
    },
    plugins: [
      {
        name: 'auto-page',
        resolveId: (id) => (id === 'auto-page' ? '\0auto-page' : null),
        load: (id) => (id === '\0auto-page' ? entry : null),
      },
    ],
    build: { write: false, minify: false, rollupOptions: { input: 'auto-page', output: { format: 'iife' } } },
  });
  const [output] = [built].flat();
  if (!output || !('output' in output)) throw new Error('Failed to bundle the page: vite made nothing.');
  return output.output[0].code;
}
