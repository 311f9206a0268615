import { describe, expect, it } from 'vitest';
import { seriousFindings } from './findings.js';
import { narrowShop } from './narrow-shop.js';
import { openShop, toldTo } from './official-shop.js';

// Thirty seconds pass here when a test says so, and not before.
const shop = narrowShop({ rate: 0 });

const orders = () => shop.sandbox.orders();
const sheet = () => shop.page.getByRole('dialog', { name: '테스트 상품 - 1' });
const picker = () => sheet().getByRole('combobox', { name: '다음에 일어날 일' });
const pay = () => sheet().getByRole('button', { name: '결제하기' }).click();

async function tap(grant = 'true'): Promise<void> {
  await openShop(shop.page, shop.at({ 'data-user-key': 'picker' }), grant);
  await shop.page.click('#buy');
  await sheet().waitFor();
}

describe('the picker of the order sheet', () => {
  it('offers "everything works", and then everything works', async () => {
    await tap();
    expect(await picker().inputValue()).toBe('works');
    expect(await sheet().getByRole('listitem').count()).toBe(0);
    await pay();
    await expect.poll(() => toldTo(shop.page)).toEqual(['success 1,100원']);
    expect(shop.sandbox.faults.list()).toEqual([]);
  });

  it('shows what was armed elsewhere, and then only that happens', async () => {
    const { faults } = shop.sandbox;
    faults.arm({ name: 'purchase-error', code: 'NETWORK_ERROR' });
    faults.arm({ name: 'grant-answer-lost', userKey: 'somebody-else' });
    await tap();
    expect(await sheet().getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/NETWORK_ERROR.*NETWORK_ERROR/s),
    ]);
    const chosen = await picker().evaluate((list: HTMLSelectElement) => list.selectedOptions[0]?.text);
    expect(chosen).toBe('준비된 오류만 일어나요 · only what is armed');
    await pay();
    await expect.poll(() => toldTo(shop.page)).toEqual(['error NETWORK_ERROR']);
  });

  it.each([
    ['결제 승인을 기다려요', 'error PAYMENT_PENDING', 'ORDER_IN_PROGRESS'],
    ['network error', 'error NETWORK_ERROR', 'FAILED'],
    ['grant fails', 'error PRODUCT_NOT_GRANTED_BY_PARTNER', 'PAYMENT_COMPLETED'],
    ['never recorded by Toss', 'error TOSS_SERVER_VERIFICATION_FAILED', 'FAILED'],
  ])('makes exactly this happen to this purchase: %s', async (words, news, state) => {
    await tap();
    const option = picker().locator('option', { hasText: words });
    await picker().selectOption((await option.getAttribute('value')) ?? '');
    await pay();
    await expect.poll(() => toldTo(shop.page)).toEqual([news]);
    expect(orders()).toMatchObject([{ state }]);
    expect(shop.sandbox.faults.list()).toEqual([]);
  });

  it('loses the answer of a grant, and the page hears of it after thirty seconds', async () => {
    const { wire } = shop.sandbox;
    const after = wire.last();
    await tap();
    await picker().selectOption('answer-lost');
    await pay();
    const answers = () => wire.recent({ types: ['grant.answered'], after });
    await expect.poll(answers).toMatchObject([{ answer: true }]);
    await shop.sandbox.clock.advance('30 s');
    await expect.poll(() => toldTo(shop.page)).toEqual(['error PRODUCT_NOT_GRANTED_BY_PARTNER']);
    expect(orders()).toMatchObject([{ state: 'PAYMENT_COMPLETED', grantWindow: 'missed' }]);
  });

  it('closes the app at the chosen step', async () => {
    await tap();
    await picker().selectOption('closed-after-payment');
    await pay();
    await expect.poll(() => orders()[0]?.state).toBe('PAYMENT_COMPLETED');
    expect(await toldTo(shop.page)).toEqual([]);
  });

  it('can be used with the keyboard, and has no serious finding of axe in light and dark mode', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await shop.page.emulateMedia({ colorScheme });
      await tap();
      expect(await seriousFindings(shop.page)).toEqual([]);
    }
    await shop.page.keyboard.press('Tab');
    await shop.page.keyboard.press('ArrowDown');
    expect(await picker().inputValue()).toBe('waits-for-approval');
  });

  it('fits a narrow screen', async () => {
    await tap();
    const fits = await sheet().evaluate((dialog) => dialog.scrollWidth <= dialog.clientWidth);
    expect(fits).toBe(true);
  });
});

describe('the sheet of a subscription', () => {
  it('says its offer in Korean and in English, without a code of the platform', async () => {
    await shop.page.goto(shop.at({ 'data-user-key': 'picker' }));
    await shop.page.evaluate(() => {
      const { IAP } = window as unknown as { IAP: typeof import('@apps-in-toss/web-bridge').IAP };
      IAP.createSubscriptionPurchaseOrder({
        options: {
          sku: 'ait.sandbox.subscription-monthly',
          offerId: 'welcome',
          processProductGrant: () => true,
        },
        onEvent: () => {},
        onError: () => {},
      });
    });
    const shown = shop.page.getByRole('dialog', { name: '테스트 월 구독' });
    await shown.getByText('첫 구독 할인 · 1개월 동안 1,100원, 그다음부터 4,950원').waitFor();
    await shown.locator('[lang=en]', { hasText: '1,100원 for 1 month, then 4,950원' }).waitFor();
    expect(await shown.innerText()).not.toContain('P1M');
  });
});
