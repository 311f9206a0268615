import { describe, expect, it } from 'vitest';
import { seriousFindings } from './findings.js';
import { narrowShop } from './narrow-shop.js';
import { openShop, toldTo } from './official-shop.js';

// Thirty seconds pass here when a test says so, and not before.
const shop = narrowShop({ rate: 0 });

const sandbox = () => shop.sandbox;
const order = () => sandbox().orders().at(-1);
const screen = (name: string) => shop.page.getByRole('dialog', { name });
const push = (text: string) => shop.page.getByRole('status').getByText(text);
const fits = () =>
  shop.page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

async function payWith(scenario: string, grant = 'true', attributes: Record<string, string> = {}) {
  await openShop(shop.page, shop.at({ 'data-user-key': 'holder', ...attributes }), grant);
  await shop.page.click('#buy');
  await shop.page.getByRole('combobox', { name: '다음에 일어날 일' }).selectOption(scenario);
  await shop.page.getByRole('button', { name: '결제하기' }).click();
}

describe('after a grant that failed', () => {
  it('the refund page lets the user ask for their money back, and a push says when it has arrived', async () => {
    await payWith('works', 'false');
    await expect.poll(() => toldTo(shop.page)).toEqual(['error PRODUCT_NOT_GRANTED_BY_PARTNER']);
    const refunds = screen('상품을 받지 못했어요');
    expect(await refunds.textContent()).toContain('1,100원');
    await refunds.getByRole('combobox', { name: '환불 사유' }).selectOption('PAID_TWICE');
    await refunds.getByRole('button', { name: '환불받기' }).click();
    await push('환불을 요청했어요').waitFor();
    expect(order()).toMatchObject({ refund: { state: 'REQUESTED', decider: 'STORE', reason: 'PAID_TWICE' } });
    expect(await refunds.count()).toBe(0);
    sandbox().console.completeRefund(String(order()?.orderId));
    await push('환불').last().waitFor();
    expect(order()).toMatchObject({ state: 'REFUNDED' });
  });

  it('the refund page says so if the app market was faster', async () => {
    await payWith('grant-fails');
    await screen('상품을 받지 못했어요').waitFor();
    sandbox().refund(String(order()?.orderId));
    await screen('상품을 받지 못했어요').getByRole('button', { name: '환불받기' }).click();
    await push('지금은 환불을 요청할 수 없어요').waitFor();
  });

  it('a lost answer leads to the refund page after its thirty seconds', async () => {
    const after = sandbox().wire.last();
    await payWith('answer-lost');
    const answers = () => sandbox().wire.recent({ types: ['grant.answered'], after });
    await expect.poll(answers).toMatchObject([{ answer: true }]);
    await sandbox().clock.advance('30 s');
    const refunds = screen('상품을 받지 못했어요');
    await refunds.getByRole('button', { name: '미니앱으로 돌아가기' }).click();
    expect(await refunds.count()).toBe(0);
    await shop.page.click('#buy', { trial: true });
    expect(order()).toMatchObject({ state: 'PAYMENT_COMPLETED' });
    expect(order()).not.toHaveProperty('refund');
  });
});

describe('the error page of the Toss app', () => {
  it.each([
    ['waits-for-approval', '결제 승인을 기다려요', 'PAYMENT_PENDING'],
    ['network-error', '결제하지 못했어요', 'NETWORK_ERROR'],
    ['unknown-error', '결제하지 못했어요', 'SOMETHING_NEW'],
    ['not-recorded', '결제를 확인하지 못했어요', 'TOSS_SERVER_VERIFICATION_FAILED'],
  ])('fits the type of the error: %s', async (scenario, title, code) => {
    await payWith(scenario);
    await screen(title).getByText(code).waitFor();
    expect(await toldTo(shop.page)).toEqual([`error ${code}`]);
    await shop.page.keyboard.press('Escape');
    await screen(title).waitFor({ state: 'detached' });
    await shop.page.click('#buy', { trial: true });
  });

  it('comes without an order sheet when no sheet could open', async () => {
    sandbox().faults.arm({ name: 'purchase-error', code: 'KOREAN_ACCOUNT_ONLY' });
    await openShop(shop.page, shop.at({ 'data-user-key': 'abroad' }));
    await shop.page.click('#buy');
    await screen('여기서는 결제할 수 없어요').getByText('KOREAN_ACCOUNT_ONLY').waitFor();
  });

  it('is not shown when the user has left the sheet', async () => {
    await openShop(shop.page, shop.at({ 'data-user-key': 'leaver' }));
    await shop.page.click('#buy');
    await shop.page.getByRole('dialog').waitFor();
    await shop.page.keyboard.press('Escape');
    await expect.poll(() => toldTo(shop.page)).toEqual(['error USER_CANCELED']);
    expect(await shop.page.getByRole('dialog').count()).toBe(0);
  });

  it('leads to its order in the console', async () => {
    await payWith('network-error');
    const [opened] = await Promise.all([
      shop.page.waitForEvent('popup'),
      shop.page.getByRole('link', { name: '콘솔에서 이 주문 보기' }).click(),
    ]);
    expect(opened.url()).toBe(`${shop.sandboxUrl}/orders/${order()?.orderId}`);
    await opened.close();
  });

  it.each([
    ['the tag says so', { 'data-screens': 'off' }],
    ['payments are decided automatically', { 'data-payment': 'approve' }],
  ])('is not shown when %s', async (_, attributes) => {
    sandbox().faults.arm({ name: 'purchase-error', code: 'KOREAN_ACCOUNT_ONLY' });
    await openShop(shop.page, shop.at({ 'data-user-key': 'alone', ...attributes }));
    await shop.page.click('#buy');
    await expect.poll(() => toldTo(shop.page)).toEqual(['error KOREAN_ACCOUNT_ONLY']);
    expect(await shop.page.getByRole('dialog').count()).toBe(0);
  });
});

describe('an app that was killed', () => {
  it('can only be opened again, and the page starts again with the storage of its device', async () => {
    await payWith('closed-after-payment');
    const closed = screen('토스 앱이 종료됐어요');
    await closed.waitFor();
    for (let press = 0; press < 3; press += 1) await shop.page.keyboard.press('Escape');
    await closed.waitFor();
    await shop.page.evaluate(() => {
      sessionStorage.setItem('draft', 'of the WebView');
      localStorage.setItem('kept', 'on the device');
    });
    await Promise.all([
      shop.page.waitForEvent('load'),
      closed.getByRole('button', { name: '다시 열기' }).click(),
    ]);
    expect(await shop.page.evaluate('window.told')).toBeUndefined();
    expect(
      await shop.page.evaluate(() => [sessionStorage.getItem('draft'), localStorage.getItem('kept')]),
    ).toEqual([null, 'on the device']);
    expect(await shop.page.evaluate('window.IAP.getPendingOrders()')).toMatchObject({
      orders: [{ orderId: order()?.orderId }],
    });
  });

  it('has already granted when it was killed after the grant, and still gets pushes', async () => {
    await payWith('closed-after-grant');
    await screen('토스 앱이 종료됐어요').waitFor();
    expect(order()).toMatchObject({ state: 'PURCHASED' });
    expect(await toldTo(shop.page)).toEqual([]);
    sandbox().refund(String(order()?.orderId));
    await push('환불').waitFor();
  });
});

describe('a push', () => {
  it('is a banner for its user only, can be dismissed, and disappears by itself', async () => {
    await shop.page.clock.install();
    await openShop(shop.page, shop.at({ 'data-user-key': 'holder' }));
    const notify = (userKey: string, text: string) =>
      void sandbox().wire.publish({ type: 'push.sent', userKey, text });
    await shop.page.evaluate('window.IAP.getProductItemList()');
    notify('somebody-else', '남의 알림');
    notify('holder', '첫 알림');
    notify('holder', '둘째 알림');
    await push('둘째 알림').waitFor();
    expect(await push('남의 알림').count()).toBe(0);
    await shop.page
      .getByRole('button', { name: /알림 닫기/ })
      .first()
      .click();
    expect(await push('첫 알림').count()).toBe(0);
    await shop.page.clock.runFor(9_000);
    await push('둘째 알림').waitFor({ state: 'detached' });
  });
});

it('has no serious finding of axe on any of these pages, in light and dark mode, and fits a narrow screen', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await shop.page.emulateMedia({ colorScheme });
    for (const scenario of ['grant-fails', 'not-recorded', 'closed-after-payment']) {
      // Axe waits for timers, and a page whose app is dead has none.
      await payWith(scenario, 'true', { 'data-page-while-paying': 'visible' });
      await shop.page.getByText('샌드박스의 토스 앱 화면이에요').waitFor();
      sandbox().wire.publish({ type: 'push.sent', userKey: 'holder', text: '환불이 완료됐어요' });
      await push('환불이 완료됐어요').waitFor();
      expect(await seriousFindings(shop.page)).toEqual([]);
      expect(await fits()).toBe(true);
    }
  }
});
