import { errorPage, IapError, type KnownErrorCode } from '@ait-iap/client';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { borrowChromium } from './chromium.js';
import { openStage } from './stage.js';

const SKU = 'ait.sandbox.consumable-1';

let stage: Awaited<ReturnType<typeof openStage>>;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let backend: Awaited<ReturnType<typeof stage.startAfresh>>;

beforeAll(async () => {
  stage = await openStage();
  browser = await borrowChromium();
  context = await browser.newContext({ locale: 'ko-KR' });
});
afterAll(async () => {
  await browser?.close();
  await stage?.close();
});
beforeEach(async () => {
  backend = await stage.startAfresh();
  page = await context.newPage();
  return async () => {
    await page.evaluate(() => localStorage.clear());
    await Promise.all(context.pages().map((tab) => tab.close()));
  };
});

const faults = () => stage.sandbox.sandbox.faults;
const orders = () => stage.sandbox.sandbox.orders();
const button = (name: string) => page.getByRole('button', { name, exact: true });
const notice = (text: string) => page.locator('output').filter({ hasText: text }).waitFor();
const card = (name: string) => page.getByRole('listitem').filter({ hasText: name });
const tap = (name = '테스트 상품 - 1') => card(name).getByRole('button').first().click();
const pay = () => page.getByRole('dialog').getByRole('button', { name: '결제하기' }).click();
/** The host's own page lies over the mini-app's, until the user leaves it. */
const leaveHostPage = () => page.getByRole('button', { name: '미니앱으로 돌아가기' }).click();
/** An answer of the backend itself. Without the header a page would see a lost connection and try again. */
const failGrants = () =>
  page.route('**/grant', (route) =>
    route.fulfill({ status: 500, headers: { 'access-control-allow-origin': '*' } }),
  );

async function open() {
  await page.goto(stage.miniApp.origin);
  await card('테스트 상품 - 1').waitFor();
}

/** Opens the mini-app once more and an order sheet in it. */
async function openSheetInOtherTab(): Promise<Page> {
  const other = await context.newPage();
  await other.goto(stage.miniApp.origin);
  await other.getByRole('listitem').filter({ hasText: '테스트 상품 - 1' }).getByRole('button').click();
  await other.getByRole('dialog').waitFor();
  return other;
}

/** The default words of a code, as the user sees them. */
async function showsWordsOf(code: string) {
  const { title, body, action } = errorPage(new IapError(code as KnownErrorCode, 'buy'));
  await page.getByRole('alert').getByRole('heading', { name: title.ko, exact: true }).waitFor();
  await page.getByRole('alert').getByText(body.ko, { exact: true }).waitFor();
  return action;
}

/** The same with the main button. */
async function showsPageOf(code: string) {
  const action = await showsWordsOf(code);
  await button(action.label.ko).waitFor();
  return action.label.ko;
}

describe('the example mini-app', () => {
  it('sells an item, writes it into the ledger of the backend once, and lists it among the purchases', async () => {
    await open();
    await tap();
    await pay();
    await notice('구매했어요');
    await page.getByText('보석 10개를 가지고 있어요').waitFor();
    await button('내 구매 내역').click();
    await page.getByRole('listitem').filter({ hasText: '결제 완료' }).waitFor();
    expect(await backend.fulfillment.orders('demo-user')).toMatchObject([{ sku: SKU, delivery: 'granted' }]);
  });

  it('sells a subscription with an offer, and then shows it as active', async () => {
    await open();
    await button('1주 무료로 써 보기').click();
    await pay();
    await notice('구매했어요');
    await card('테스트 월 구독').getByText('이용 중').waitFor();
    expect(orders()).toMatchObject([{ subscription: { status: 'ACTIVE', payments: 0 }, state: 'PURCHASED' }]);
  });

  it('returns to the shop when the user leaves the order sheet', async () => {
    await open();
    await tap();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await notice('결제를 취소했어요');
    await card('테스트 상품 - 1').waitFor();
  });

  it('grants paid orders at its start that were not granted before', async () => {
    await open();
    await failGrants();
    await tap();
    await pay();
    await showsPageOf('PRODUCT_NOT_GRANTED_BY_PARTNER');
    await page.unroute('**/grant');
    await page.reload();
    await notice('받지 못한 상품 1개를 지급했어요');
    expect(orders()).toMatchObject([{ state: 'PURCHASED' }]);
  });

  it('does not say that nothing was bought when the history cannot be read, and reads it again on demand', async () => {
    faults().arm({ name: 'bridge-throttled', function: 'getPendingOrders', times: 'always' });
    await open();
    await button('내 구매 내역').click();
    await page.getByText('결제를 아직 확인하지 못했어요').waitFor();
    expect(await page.getByText('아직 구매한 상품이 없어요').count()).toBe(0);
    faults().clear();
    await button('다시 확인하기').click();
    await page.getByText('아직 구매한 상품이 없어요').waitFor();
    expect(await page.getByText('결제를 아직 확인하지 못했어요').count()).toBe(0);
  });

  it('shows a refund among the purchases', async () => {
    await open();
    await tap('테스트 비소모품');
    await pay();
    await card('테스트 비소모품').getByText('이용 중').waitFor();
    stage.sandbox.sandbox.refund(String(orders()[0]?.orderId));
    await page.reload();
    await button('내 구매 내역').click();
    await page.getByRole('listitem').filter({ hasText: '환불 완료' }).waitFor();
    expect(await page.getByRole('heading', { name: '이용 중인 상품' }).count()).toBe(0);
  });
});

describe('the example mini-app shows the page of', () => {
  it.each([
    'INVALID_PRODUCT_ID',
    'INVALID_USER_ENVIRONMENT',
    'ITEM_ALREADY_OWNED',
    'KOREAN_ACCOUNT_ONLY',
    'UNSUPPORTED_APP_VERSION',
  ])('%s, which ends a purchase before the order sheet', async (code) => {
    faults().arm({ name: 'purchase-error', code });
    await open();
    await tap();
    await showsPageOf(code);
  });

  it.each([
    'APP_MARKET_VERIFICATION_FAILED',
    'INTERNAL_ERROR',
    'NETWORK_ERROR',
    'PAYMENT_PENDING',
    'PRODUCT_NOT_GRANTED_BY_PARTNER',
    'TOSS_SERVER_VERIFICATION_FAILED',
  ])('%s that ends a purchase after the order sheet', async (code) => {
    faults().arm({ name: 'purchase-error', code });
    await open();
    await tap();
    await pay();
    await showsPageOf(code);
  });

  it('an unknown code that ends a purchase after the order sheet', async () => {
    faults().arm({ name: 'purchase-unknown-error', code: 'A_CODE_OF_TOMORROW' });
    await open();
    await tap();
    await pay();
    await showsPageOf('A_CODE_OF_TOMORROW');
  });

  it('APP_BRIDGE_THROTTLED, and lists the products when the user tries again', async () => {
    faults().arm({ name: 'bridge-throttled', function: 'iapGetProductItemList', times: 'always' });
    await page.goto(stage.miniApp.origin);
    const again = await showsPageOf('APP_BRIDGE_THROTTLED');
    faults().clear();
    await button(again).click();
    await card('테스트 상품 - 1').waitFor();
  });

  it('BRIDGE_NOT_FOUND, when there is no Toss app, without a useless button', async () => {
    await page.route('**/bridge.js', (route) => route.abort());
    await page.goto(stage.miniApp.origin);
    await showsWordsOf('BRIDGE_NOT_FOUND');
    expect(await page.getByRole('button').count()).toBe(0);
  });

  it('UNSUPPORTED_APP_VERSION, when the Toss app is too old to sell anything', async () => {
    await page.route('**/bridge.js', async (route) => {
      const script = await (await route.fetch()).text();
      const old = `Object.assign(document.currentScript.dataset, { environment: 'toss', appVersion: '5.218.0' });`;
      await route.fulfill({ contentType: 'text/javascript', body: old + script });
    });
    await page.goto(stage.miniApp.origin);
    await showsPageOf('UNSUPPORTED_APP_VERSION');
  });

  it('PURCHASE_IN_PROGRESS, when another tab has the order sheet open', async () => {
    await open();
    await openSheetInOtherTab();
    await page.bringToFront();
    await tap();
    await showsPageOf('PURCHASE_IN_PROGRESS');
    expect(orders()).toHaveLength(1);
  });
});

describe('the main button of an error page', () => {
  it('leads back to the shop when the user has to do something elsewhere', async () => {
    faults().arm({ name: 'purchase-error', code: 'KOREAN_ACCOUNT_ONLY' });
    await open();
    await tap();
    await leaveHostPage();
    await button(await showsPageOf('KOREAN_ACCOUNT_ONLY')).click();
    await tap();
    await pay();
    await notice('구매했어요');
  });

  it('leads back to the shop while another tab has the order sheet open, and the shop sells again afterwards', async () => {
    await open();
    const other = await openSheetInOtherTab();
    await page.bringToFront();
    await tap();
    await button(await showsPageOf('PURCHASE_IN_PROGRESS')).click();
    await other.bringToFront();
    await other.keyboard.press('Escape');
    await other.locator('output').filter({ hasText: '취소' }).waitFor();
    await page.bringToFront();
    await tap();
    await pay();
    await notice('구매했어요');
    expect(orders().map(({ state }) => state)).toEqual(['FAILED', 'PURCHASED']);
  });

  it('buys the same product again when that is safe', async () => {
    faults().arm({ name: 'purchase-error', code: 'NETWORK_ERROR' });
    await open();
    await tap();
    await pay();
    await leaveHostPage();
    await button(await showsPageOf('NETWORK_ERROR')).click();
    await pay();
    await notice('구매했어요');
    expect(orders().map(({ state }) => state)).toEqual(['FAILED', 'PURCHASED']);
  });

  it('checks a paid order, and grants it', async () => {
    await open();
    await failGrants();
    await tap();
    await pay();
    await leaveHostPage();
    const check = await showsPageOf('PRODUCT_NOT_GRANTED_BY_PARTNER');
    await page.unroute('**/grant');
    await button(check).click();
    await notice('받지 못한 상품 1개를 지급했어요');
    expect(orders()).toMatchObject([{ state: 'PURCHASED' }]);
    expect(await backend.fulfillment.orders('demo-user')).toHaveLength(1);
  });
});
