import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BrowserPlace, openBrowserPlace } from './browser-place.js';
import { serveSdkPages } from './side-by-side/sdk-pages.js';

const GEMS = 'ait.sandbox.consumable-1';
const ATTRIBUTES = { 'data-user-key': 'two-tabs', 'data-payment': 'ask', 'data-environment': 'toss' };

let place: BrowserPlace<Awaited<ReturnType<typeof serveSdkPages>>>;

beforeAll(async () => {
  place = await openBrowserPlace(serveSdkPages);
});

afterAll(() => place?.close());

describe('two tabs of one mini-app in Chromium', () => {
  let first: Page;
  let second: Page;

  beforeEach(async () => {
    place.served.sandbox.reset();
    const context = await place.browser.newContext({ locale: 'ko-KR' });
    [first, second] = [await context.newPage(), await context.newPage()];
    for (const tab of [first, second]) await tab.goto(place.pages.at('ours', ATTRIBUTES));
    return () => context.close();
  });

  const tap = (tab: Page) => tab.evaluate(`shop.tap({ sku: '${GEMS}', grant: 'true' })`);
  const told = (tab: Page) => expect.poll(() => tab.evaluate('shop.told'));
  const pay = (tab: Page) => tab.getByRole('dialog').getByRole('button', { name: '결제하기' }).click();
  const orders = () => place.served.sandbox.orders({ userKey: 'two-tabs' });

  it('open one order sheet for a product, and the other tab hears that a sheet is open', async () => {
    await tap(first);
    await first.getByRole('dialog').waitFor();
    await tap(second);
    await told(second).toEqual(['error PURCHASE_IN_PROGRESS']);
    expect(orders()).toHaveLength(1);
    await pay(first);
    await told(first).toEqual(['asked to grant', 'answered true', 'success']);
    await tap(second);
    await pay(second);
    await told(second).toEqual(['error PURCHASE_IN_PROGRESS', 'asked to grant', 'answered true', 'success']);
  });

  it('do not wait for a page in the back/forward cache: the next one grants the order that it has left', async () => {
    await first.evaluate(`shop.tap({ sku: '${GEMS}', grant: 'never settles' })`);
    await pay(first);
    await told(first).toEqual(['asked to grant']);
    await first.evaluate(`dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))`);
    await tap(second);
    await told(second).toEqual(['asked to grant', 'success']);
    expect(orders()).toMatchObject([{ state: 'PURCHASED' }]);
  });

  it('do not sell a product again before the list must show a payment of the closed tab', async () => {
    await tap(first);
    await first.getByRole('dialog').waitFor();
    await first.close();
    const tapped = Date.now();
    await tap(second);
    await second.getByRole('dialog').waitFor();
    // The lag that is allowed for is ten seconds, from when the second tab found the order of the first.
    expect(Date.now() - tapped).toBeGreaterThan(9_000);
    expect(await second.evaluate('shop.told')).toEqual([]);
  });
});

describe('a page that has evaluated the client twice, as after a hot replacement', () => {
  let page: Page;

  beforeEach(async () => {
    place.served.sandbox.reset();
    const context = await place.browser.newContext({ locale: 'ko-KR' });
    page = await context.newPage();
    await page.goto(place.pages.at('ours', { ...ATTRIBUTES, 'data-page-while-paying': 'visible' }));
    return () => context.close();
  });

  const load = () => page.addScriptTag({ url: 'page.js' });
  const pay = () => page.getByRole('dialog').getByRole('button', { name: '결제하기' }).click();
  const told = () =>
    expect.poll(() => page.evaluate('[window.before ?? shop, shop].map(({ told }) => told.join())'));
  const orders = () => place.served.sandbox.orders({ userKey: 'two-tabs' });
  const begin = (copy: string, grant = 'true') =>
    page.evaluate(`${copy}.tap({ sku: '${GEMS}', grant: '${grant}' })`);
  const listeners = () => page.evaluate('Object.keys(__GRANITE_NATIVE_EMITTER.events)');

  it('opens one order sheet for a tap that both copies hear, and each of them sells after that', async () => {
    await page.evaluate('window.before = shop');
    await load();
    await page.evaluate(`for (const copy of [before, shop]) copy.tap({ sku: '${GEMS}', grant: 'true' })`);
    await told().toEqual(['', 'error PURCHASE_IN_PROGRESS']);
    await pay();
    await told().toEqual([
      'asked to grant,answered true,success',
      'error PURCHASE_IN_PROGRESS,answered true',
    ]);
    await begin('shop');
    await pay();
    await expect.poll(() => orders().map(({ state }) => state)).toEqual(['PURCHASED', 'PURCHASED']);
    await expect.poll(listeners).toEqual([]);
  });

  it('loses no order of a sheet that was open then, and the new copy leaves it to the old one', async () => {
    await begin('shop');
    await page.getByRole('dialog').waitFor();
    await page.evaluate('window.before = shop');
    await load();
    await begin('shop');
    await told().toEqual(['', 'error PURCHASE_IN_PROGRESS']);
    await pay();
    await told().toEqual([
      'asked to grant,answered true,success',
      'error PURCHASE_IN_PROGRESS,answered true',
    ]);
    expect(orders()).toMatchObject([{ state: 'PURCHASED' }]);
    await expect.poll(listeners).toEqual([]);
  });
});
