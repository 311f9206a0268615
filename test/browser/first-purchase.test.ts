import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { borrowChromium } from './chromium.js';
import { openStage } from './stage.js';

type Stage = Awaited<ReturnType<typeof openStage>>;

/** Two pages sell the same items: what differs is the SDK below them and the words they show. */
const SHOPS = [
  {
    name: 'the plain page of the example mini-app',
    url: (stage: Stage) => `${stage.miniApp.origin}/plain.html`,
    module: '/src/plain/buy.ts',
    says: {
      ready: '원하는 상품을 골라 주세요',
      bought: '구매했어요',
      recovered: '받지 못한 상품 1개를 지급했어요',
      notGranted: /다시 결제하지/,
      canceled: /취소/,
    },
  },
  {
    name: 'a page of the official SDK 2.10.8',
    url: (stage: Stage) => stage.officialPage.origin,
    module: '/shop.ts',
    says: {
      ready: 'ready',
      bought: 'bought',
      recovered: 'recovered 1',
      notGranted: 'error PRODUCT_NOT_GRANTED_BY_PARTNER',
      canceled: 'error USER_CANCELED',
    },
  },
] as const;

const GEMS = '테스트 상품 - 1';
const SKU = 'ait.sandbox.consumable-1';

let stage: Stage;
let browser: Browser;

beforeAll(async () => {
  stage = await openStage();
  browser = await borrowChromium();
});

afterAll(async () => {
  await browser?.close();
  await stage?.close();
});

describe.each(SHOPS)('in Chromium, $name', (shop) => {
  let page: Page;
  let backend: Awaited<ReturnType<Stage['startAfresh']>>;

  beforeEach(async () => {
    backend = await stage.startAfresh();
    page = await browser.newPage({ locale: 'ko-KR' });
    await page.goto(shop.url(stage));
    await says(shop.says.ready);
    return () => page.close();
  });

  const says = (text: string | RegExp) => page.locator('output').filter({ hasText: text }).waitFor();
  const tap = (name: string) =>
    page.getByRole('listitem').filter({ hasText: name }).getByRole('button').click();
  const sheet = () => page.getByRole('dialog');
  const pay = () => sheet().getByRole('button', { name: '결제하기' }).click();
  const ordersOfUser = () => backend.fulfillment.orders('demo-user');
  /** An answer of the backend itself. Without the header a page would see a lost connection and try again. */
  const failGrants = () =>
    page.route('**/grant', (route) =>
      route.fulfill({ status: 500, headers: { 'access-control-allow-origin': '*' } }),
    );

  it('lists the mock items of the sandbox', async () => {
    const names = await page.locator('li strong').allTextContents();
    expect(names).toEqual(expect.arrayContaining(['테스트 상품 - 1', '테스트 상품 - 2']));
  });

  it('sells an item, and the backend verifies it and writes it into its ledger once', async () => {
    await tap(GEMS);
    await sheet().getByText(GEMS).waitFor();
    await pay();
    await says(shop.says.bought);
    expect(await ordersOfUser()).toMatchObject([{ sku: SKU, delivery: 'granted' }]);
  });

  it('leaves an order pending when the grant fails, and grants it when the page is opened again', async () => {
    await failGrants();
    await tap(GEMS);
    await pay();
    await says(shop.says.notGranted);
    await page.unroute('**/grant');
    await page.reload();
    await says(shop.says.recovered);
    expect(await ordersOfUser()).toMatchObject([{ sku: SKU, delivery: 'granted' }]);
  });

  it('charges nothing when the user closes the sheet', async () => {
    await tap(GEMS);
    await sheet().waitFor();
    await page.keyboard.press('Escape');
    await says(shop.says.canceled);
    expect(await ordersOfUser()).toEqual([]);
  });

  it('refuses a sku that is not for sale', async () => {
    // A string, because the page's own modules are imported: not the test's.
    const code = await page.evaluate(
      `import('${shop.module}').then(({ buy }) => buy('ait.unknown')).catch((error) => error.code)`,
    );
    expect(code).toBe('INVALID_PRODUCT_ID');
    expect(await ordersOfUser()).toEqual([]);
  });

  it('grants after a reload between payment and grant', async () => {
    const asked = Promise.withResolvers<void>();
    // The first request never gets an answer; the reload ends it.
    await page.route('**/grant', () => asked.resolve(), { times: 1 });
    await tap(GEMS);
    await pay();
    await asked.promise;
    await page.reload();
    await says(shop.says.recovered);
    expect(await ordersOfUser()).toMatchObject([{ sku: SKU, delivery: 'granted' }]);
  });
});
