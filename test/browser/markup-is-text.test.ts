import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BrowserPlace, openBrowserPlace } from './browser-place.js';

/** As short as a product's name may be, and worth a script in three ways. */
const MARKUP = '<img src=x onerror=hacked=1>';
const LONGER = `"'><script>hacked=1</script>`;
const SKU = `ait.markup.${MARKUP}`;

/** A plain page of a mini-app: it includes /bridge.js and nothing else. */
async function servePage(sandboxUrl: string) {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="ko"><head><meta charset="utf-8">
<script src="${sandboxUrl}/bridge.js" data-user-key="reader"></script></head><body></body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

let place: BrowserPlace<Awaited<ReturnType<typeof servePage>>>;
let page: Page;
const loaded: string[] = [];
beforeAll(async () => {
  place = await openBrowserPlace(servePage);
  const { sandbox } = place.served;
  const texts = { name: MARKUP, description: LONGER };
  sandbox.console.changeSettings({ appName: LONGER });
  sandbox.console.putProduct({ sku: SKU, type: 'SUBSCRIPTION', ...texts, iconUrl: 'javascript:hacked=1' });
  const { orderId } = sandbox.console.purchase({ userKey: '<img/src=x/onerror=hacked=1>', sku: SKU });
  sandbox.console.requestRefund(orderId);
  sandbox.console.rejectRefund(orderId, 'STORE', LONGER);
});
afterAll(() => place?.close());
beforeEach(async () => {
  page = await place.browser.newPage();
  loaded.length = 0;
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
});
afterEach(() => page.close());

/** Pages that show names of products, and all others. */
const SHOWS_NAMES = ['/products', '/payments'];
const OTHERS = [
  ...['/', '/find', '/refunds', '/products/new', '/revenue', '/account', '/phone', '/faults', '/clock'],
  ...['/webhooks', '/log', '/settings'],
];

/** What is there only if markup was taken for markup: a script that ran, an element, a picture that was asked for. */
async function strange(): Promise<string[]> {
  const ran = await page.evaluate('typeof hacked');
  const made = await page.locator('img[onerror], img[src="x"]').count();
  return [
    ...(ran === 'undefined' ? [] : ['a script ran']),
    ...(made === 0 ? [] : ['an element was made']),
    ...loaded.filter((path) => path.endsWith('/x')),
  ];
}

describe('markup in a text from outside', () => {
  it.each(SHOWS_NAMES)('is text on the page of the console that shows it: %s', async (path) => {
    await page.goto(place.served.pageUrl + path);
    await page.getByText(MARKUP).first().waitFor();
    expect(await strange()).toEqual([]);
  });

  it.each(OTHERS)('runs on no other page of the console: %s', async (path) => {
    await page.goto(place.served.pageUrl + path);
    await page.locator('main').first().waitFor();
    expect(await strange()).toEqual([]);
  });

  it('is text on the order sheet that covers a page', async () => {
    await page.goto(place.pages.url);
    await page.evaluate((sku) => {
      const { ReactNativeWebView } = window as unknown as {
        ReactNativeWebView: { postMessage(text: string): void };
      };
      const message = { type: 'addEventListener', functionName: 'requestSubscriptionPurchase', eventId: '1' };
      ReactNativeWebView.postMessage(JSON.stringify({ ...message, args: { sku, offerId: null } }));
    }, SKU);
    const sheet = page.getByRole('dialog');
    expect(await sheet.getByRole('heading').textContent()).toBe(MARKUP);
    expect(await sheet.textContent()).toContain(LONGER);
    expect(await sheet.locator('script, iframe, img[onerror]').count()).toBe(0);
    expect(await strange()).toEqual([]);
  });
});
