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
