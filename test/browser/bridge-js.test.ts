import { join } from 'node:path';
import { serveSandbox } from '@ait-iap/sandbox/serve';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BrowserPlace, openBrowserPlace } from './browser-place.js';
import { POLICY, serveOfficialSdk } from './official-sdk-server.js';
import { openShop, SKU, toldTo } from './official-shop.js';

let place: BrowserPlace<Awaited<ReturnType<typeof serveOfficialSdk>>>;
let page: Page;

beforeAll(async () => {
  place = await openBrowserPlace(serveOfficialSdk);
});
afterAll(() => place?.close());
beforeEach(async () => {
  place.served.sandbox.reset();
  page = await place.browser.newPage({ locale: 'ko-KR' });
});
afterEach(() => page.close());

const orders = () => place.served.sandbox.orders();
const sheet = () => page.getByRole('dialog', { name: '테스트 상품 - 1' });
const told = () => toldTo(page);

/** A shop of this page of the official SDK. */
const open = (attributes: Readonly<Record<string, string>>, grant = 'true', from = place.pages) =>
  openShop(page, from.at(attributes), grant);

describe('/bridge.js in Chromium, below the unmodified official SDK', () => {
  it('sells with the keyboard alone: the sheet takes the focus, keeps it, and gives it back', async () => {
    await open({ 'data-user-key': 'keyboard' });
    await page.focus('#buy');
    await page.keyboard.press('Enter');
    await sheet().waitFor();
    expect(await sheet().textContent()).toContain('실제로 돈이 나가지 않아요');
    expect(await sheet().textContent()).toContain('1,100원');
    const focused = () =>
      page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent ?? '');
    expect(await focused()).toBe('테스트 상품 - 1');
    const visited: string[] = [];
    for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'Shift+Tab']) {
      await page.keyboard.press(key);
      visited.push((await focused()).slice(0, 2));
    }
    expect(visited).toEqual(['모두', '닫기', '결제', '모두', '결제']);
    await page.keyboard.press('Enter');
    await expect.poll(told).toEqual(['success 1,100원']);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('buy');
    expect(await page.locator('[data-ait-iap-sheet]').count()).toBe(0);
    expect(orders()).toMatchObject([{ state: 'PURCHASED', userKey: 'keyboard' }]);
  });

  it('shows its sheet above a dialog of the page, and on a page that hides and disables everything', async () => {
    await open({ 'data-user-key': 'covered' });
    await page.evaluate(() => {
      const own = document.createElement('dialog');
      own.textContent = '다른 창';
      document.body.append(own);
      document.querySelector<HTMLButtonElement>('#buy')?.click();
      own.showModal();
      document.body.inert = true;
      const style = document.createElement('style');
      style.textContent =
        'div, dialog { display: none !important } button { pointer-events: none; opacity: 0 }';
      document.head.append(style);
    });
    await sheet().getByRole('button', { name: '결제하기' }).click();
    await expect.poll(told).toEqual(['success 1,100원']);
  });

  it('works under a content security policy that allows only its script and its connection', async () => {
    const { host } = new URL(place.served.pageUrl);
    const policy = `default-src 'none'; script-src 'self' http://${host}; connect-src ws://${host}`;
    const violations: string[] = [];
    page.on('console', (message) => void (message.type() === 'error' && violations.push(message.text())));
    await open({ 'data-user-key': 'policy', [POLICY]: policy });
    await page.click('#buy');
    expect(await sheet().evaluate((dialog) => getComputedStyle(dialog).borderTopLeftRadius)).toBe('24px');
    await sheet().getByRole('button', { name: '결제하기' }).click();
    await expect.poll(told).toEqual(['success 1,100원']);
    // This policy keeps out only the picture of the product. The sheet works without it.
    expect(violations.filter((text) => !text.includes('img-src') && !text.includes('image'))).toEqual([]);
  });

  it('pays nothing when the sheet is closed with Escape', async () => {
    await open({ 'data-user-key': 'escape' });
    await page.click('#buy');
    await sheet().waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(told).toEqual(['error USER_CANCELED']);
    expect(orders()).toMatchObject([{ state: 'FAILED' }]);
    expect(orders()[0]).not.toHaveProperty('paidAt');
  });

  it.each([
    ['approve', 'success 1,100원'],
    ['cancel', 'error USER_CANCELED'],
  ])('needs no click when the tag is set to %s', async (payment, outcome) => {
    await open({ 'data-user-key': 'no-click', 'data-payment': payment });
    await page.click('#buy');
    await expect.poll(told).toEqual([outcome]);
  });

  it('leaves an order pending when its page is reloaded between payment and grant', async () => {
    await open({ 'data-user-key': 'reloader', 'data-payment': 'approve' }, 'never');
    await page.click('#buy');
    await expect.poll(() => orders()[0]?.state).toBe('PAYMENT_COMPLETED');
    await page.reload();
    const pending = await page.evaluate('window.IAP.getPendingOrders()');
    const [order] = orders();
    expect(pending).toMatchObject({ orders: [{ orderId: order?.orderId, sku: SKU }] });
    const params = { orderId: order?.orderId };
    expect(
      await page.evaluate(
        (given) =>
          (
            window as never as { IAP: { completeProductGrant(p: unknown): unknown } }
          ).IAP.completeProductGrant({ params: given }),
        params,
      ),
    ).toBe(true);
    expect(orders()).toMatchObject([{ state: 'PURCHASED' }]);
  });

  it('cancels an order when its page is reloaded while the sheet is open', async () => {
    await open({ 'data-user-key': 'leaver' });
    await page.click('#buy');
    await sheet().waitFor();
    await page.reload();
    await expect.poll(() => orders()[0]?.state).toBe('FAILED');
  });

  it('serves two pages of different users at the same time', async () => {
    await open({ 'data-user-key': 'first', 'data-payment': 'approve' }, 'false');
    await page.click('#buy');
    await expect.poll(told).toEqual(['error PRODUCT_NOT_GRANTED_BY_PARTNER']);
    const other = await place.browser.newPage();
    await other.goto(place.pages.at({ 'data-user-key': 'second' }));
    expect(await other.evaluate('window.IAP.getPendingOrders()')).toEqual({ orders: [] });
    await other.close();
  });

  it('removes the sheet when the world is reset, and sells again without a reload', async () => {
    await open({ 'data-user-key': 'reset' });
    await page.click('#buy');
    await sheet().waitFor();
    place.served.sandbox.reset();
    await sheet().waitFor({ state: 'detached' });
    await expect.poll(told).toEqual(['error NETWORK_ERROR']);
    await page.click('#buy');
    await sheet().getByRole('button', { name: '결제하기' }).click();
    await expect.poll(told).toEqual(['error NETWORK_ERROR', 'success 1,100원']);
    expect(orders()).toMatchObject([{ state: 'PURCHASED' }]);
  });

  it('shows two sheets for two taps, one above the other, each with its own decision', async () => {
    await open({ 'data-user-key': 'two-taps' });
    await page.evaluate(() => {
      for (let tap = 0; tap < 2; tap += 1) document.querySelector<HTMLButtonElement>('#buy')?.click();
    });
    await expect.poll(() => page.locator('[data-ait-iap-sheet]').count()).toBe(2);
    await sheet().last().getByRole('button', { name: '결제하기' }).click();
    await sheet().getByRole('button', { name: '닫기' }).click();
    await expect.poll(told).toEqual(expect.arrayContaining(['success 1,100원', 'error USER_CANCELED']));
    expect(orders()).toMatchObject([{ state: 'FAILED' }, { state: 'PURCHASED' }]);
  });

  it('fails an open purchase when the sandbox has stopped, and finds the sandbox again when it is back', async () => {
    const dir = join(place.folder, 'restarted');
    let own = await serveSandbox({ port: 0, partnerPort: 0, dir });
    const ownPages = await serveOfficialSdk(own.pageUrl);
    await open({ 'data-user-key': 'waiting' }, 'true', ownPages);
    await page.click('#buy');
    await sheet().waitFor();
    await own.close();
    await sheet().waitFor({ state: 'detached' });
    await expect.poll(told).toEqual(['error NETWORK_ERROR']);

    own = await serveSandbox({ port: Number(new URL(own.pageUrl).port), partnerPort: 0, dir });
    await page.click('#buy');
    await sheet().getByRole('button', { name: '결제하기' }).click();
    await expect.poll(told).toEqual(['error NETWORK_ERROR', 'success 1,100원']);
    const states = own.sandbox.orders().map(({ state }) => state);
    expect(states).toEqual(['FAILED', 'PURCHASED']);
    await ownPages.close();
    await own.close();
  });
});
