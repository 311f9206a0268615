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

beforeAll(async () => {
  const script = await bundle();
  served = await serveScriptPage(
    '<!doctype html><html lang="ko"><title>auto</title><script src="/auto.js"></script>',
    script,
  );
  browser = await borrowChromium();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});
beforeEach(async () => {
  // Each context has a localStorage of its own.
  const context = await browser.newContext();
  page = await context.newPage();
  await page.goto(served.url);
});

describe('a page in sandbox mode by one import', () => {
  it.each(['officialIap', 'ourIap', 'aliasedIap'] as const)(
    'lists and sells through %s, over a sheet that a person confirms',
    async (name) => {
      const names = await page.evaluate(async (iap) => {
        const { products } = await (window as unknown as AutoWindow)[iap].getProductItemList();
        return products.map(({ displayName }) => displayName);
      }, name);
      expect(names).toContain('테스트 상품 - 1');
      await buy(name, true);
      await page.getByRole('button', { name: /결제|1,100원/ }).click();
      await expect.poll(told).toEqual(['grant', 'success']);
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

  it('takes nothing when the person closes the sheet with Escape', async () => {
    await buy('officialIap', true);
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(told).toEqual(['error']);
    expect(await page.evaluate(() => (window as unknown as AutoWindow).sandbox.orders().at(-1)?.state)).toBe(
      'FAILED',
    );
  });
});

describe('a page with the same import inside a real Toss app', () => {
  it('keeps its bridge, sells nothing for nothing, and says what to do', async () => {
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

async function bundle(): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@apps-in-toss/web-framework': '@ait-iap/sandbox/official-sdk' } },
    plugins: [
      {
        name: 'auto-page',
        resolveId: (id) => (id === 'auto-page' ? '\0auto-page' : null),
        load: (id) => (id === '\0auto-page' ? ENTRY : null),
      },
    ],
    build: { write: false, minify: false, rollupOptions: { input: 'auto-page', output: { format: 'iife' } } },
  });
  const [output] = [built].flat();
  if (!output || !('output' in output)) throw new Error('Failed to bundle the page: vite made nothing.');
  return output.output[0].code;
}
