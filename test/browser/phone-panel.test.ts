import { describe, expect, it } from 'vitest';
import { seriousFindings } from './findings.js';
import { narrowShop } from './narrow-shop.js';
import { openShop, toldTo } from './official-shop.js';

const shop = narrowShop();

const TAG = { 'data-user-key': 'first', 'data-badge': 'on' };
const sandbox = () => shop.sandbox;
const badge = () => shop.page.getByRole('button', { name: '샌드박스 패널' });
const panel = () => shop.page.getByRole('dialog', { name: /^샌드박스/ });
const field = (name: string) => panel().getByLabel(name);
const press = (name: string) => panel().getByRole('button', { name }).click();
/** The panel of a narrow screen lies over the page's own button. */
const tap = () => shop.page.evaluate(() => document.querySelector<HTMLButtonElement>('#buy')?.click());
const armed = () => panel().getByRole('status');
const constant = (name: string) =>
  shop.page.evaluate(
    (given) => (window as never as Record<string, Record<string, unknown>>).__CONSTANT_HANDLER_MAP?.[given],
    name,
  );

async function open(attributes: Record<string, string> = {}): Promise<void> {
  await openShop(shop.page, shop.at({ ...TAG, ...attributes }));
  await badge().click();
  await panel().waitFor();
}

const reloadedBy = (act: () => Promise<void>) => Promise.all([shop.page.waitForEvent('load'), act()]);

describe('the panel behind the badge', () => {
  it('gives the page another phone and user, for this tab, until the page decides again', async () => {
    await open();
    await field('사용자 키').fill('second');
    await field('플랫폼').selectOption('ios');
    await field('앱App').selectOption('toss');
    await field('토스 앱 버전').fill('5.231.0');
    await reloadedBy(() => press('적용하고 다시 열기'));
    expect(await constant('getPlatformOS')).toBe('ios');
    expect(await constant('getTossAppVersion')).toBe('5.231.0');
    expect(await constant('getOperationalEnvironment')).toBe('toss');
    const opened = () => sandbox().wire.recent({ types: ['app.opened'], userKey: 'second' });
    await expect.poll(opened).toHaveLength(1);
    const other = await shop.context.newPage();
    await other.goto(shop.at(TAG));
    expect(await other.evaluate('window.__CONSTANT_HANDLER_MAP.getPlatformOS')).toBe('android');
    await other.close();
    await badge().click();
    await reloadedBy(() => press('처음 설정으로 다시 열기'));
    expect(await constant('getPlatformOS')).toBe('android');
  });

  it('refuses an invalid user and version', async () => {
    await open();
    await field('사용자 키').fill('두 사람');
    await press('적용하고 다시 열기');
    expect(await field('사용자 키').evaluate((input: HTMLInputElement) => input.validity.valid)).toBe(false);
    await panel().waitFor();
  });

  it('sets whether payments are approved or canceled automatically, or by a person, from the next one on', async () => {
    await open();
    for (const [payment, news] of [
      ['approve', 'success 1,100원'],
      ['cancel', 'error USER_CANCELED'],
    ] as const) {
      await field('결제창').selectOption(payment);
      await tap();
      await expect.poll(async () => (await toldTo(shop.page)).at(-1)).toBe(news);
    }
    await field('결제창').selectOption('ask');
    await tap();
    await shop.page.getByRole('dialog', { name: '테스트 상품 - 1' }).waitFor();
    await shop.page.keyboard.press('Escape');
    await field('결제창').selectOption('cancel');
    await shop.page.reload();
    await badge().click();
    expect(await field('결제창').inputValue()).toBe('cancel');
  });

  it('arms a fault for the next purchase, shows all armed faults, and disarms its own', async () => {
    await open({ 'data-payment': 'approve' });
    await armed().getByText('없어요').waitFor();
    await field('다음 결제에 일어날 일').selectOption('network-error');
    await armed().getByText('NETWORK_ERROR').first().waitFor();
    expect(sandbox().faults.list()).toMatchObject([{ name: 'purchase-error', userKey: 'first' }]);
    await tap();
    await expect.poll(() => toldTo(shop.page)).toEqual(['error NETWORK_ERROR']);
    await armed().getByText('없어요').waitFor();

    sandbox().faults.arm({ name: 'purchased-twice' });
    sandbox().faults.arm({ name: 'grant-answer-lost', userKey: 'somebody-else' });
    await field('다음 결제에 일어날 일').selectOption('answer-late');
    await armed().getByText('지급 응답이 늦게 닿아요').waitFor();
    expect(await armed().getByRole('listitem').count()).toBe(2);
    await press('이 사용자의 오류 해제하기');
    await expect.poll(() => armed().getByRole('listitem').count()).toBe(1);
    expect(sandbox().faults.list()).toMatchObject([
      { name: 'purchased-twice' },
      { userKey: 'somebody-else' },
    ]);
  });

  it("shows the Toss app's own screens as soon as a person decides, and not before", async () => {
    await open({ 'data-payment': 'approve' });
    const told = async () => (await toldTo(shop.page)).length;
    for (const [purchase, payment] of ['cancel', 'ask'].entries()) {
      await field('결제창').selectOption(payment);
      sandbox().faults.arm({ name: 'purchase-error', code: 'KOREAN_ACCOUNT_ONLY' });
      await tap();
      await expect.poll(told).toBe(purchase + 1);
    }
    const screens = shop.page.getByRole('dialog', { name: '여기서는 결제할 수 없어요' });
    await screens.first().waitFor();
    expect(await screens.count()).toBe(1);
  });

  it('opens the app again as after a kill: then a paid order is pending', async () => {
    await openShop(shop.page, shop.at({ ...TAG, 'data-payment': 'approve' }), 'never');
    await tap();
    await expect.poll(() => sandbox().orders()[0]?.state).toBe('PAYMENT_COMPLETED');
    await shop.page.evaluate(() => sessionStorage.setItem('draft', 'of the WebView'));
    await badge().click();
    await reloadedBy(() => press('앱을 종료하고 다시 열기'));
    expect(await shop.page.evaluate(() => sessionStorage.getItem('draft'))).toBe(null);
    expect(await shop.page.evaluate('window.IAP.getPendingOrders()')).toMatchObject({ orders: [{}] });
  });

  it('leads to the console', async () => {
    await open();
    const [opened] = await Promise.all([
      shop.page.waitForEvent('popup'),
      panel().getByRole('link', { name: '콘솔 열기' }).click(),
    ]);
    expect(new URL(opened.url()).origin).toBe(shop.sandboxUrl);
    await opened.close();
  });

  it('says when the sandbox cannot be reached', async () => {
    await shop.page.route('**/bridge', (route) => route.abort());
    await shop.page.routeWebSocket('**/bridge', (socket) => void socket.close());
    await open();
    await armed().getByText('샌드박스에 연결되지 않았어요').waitFor();
  });

  it('can be opened, used and closed with the keyboard alone, and gives the focus back', async () => {
    await openShop(shop.page, shop.at(TAG));
    await badge().focus();
    await shop.page.keyboard.press('Enter');
    await panel().waitFor();
    const focused = () =>
      shop.page.evaluate(
        () => document.activeElement?.shadowRoot?.activeElement?.getAttribute('aria-label') ?? '',
      );
    expect(await focused()).toContain('패널 닫기');
    await shop.page.keyboard.press('Tab');
    await shop.page.keyboard.press('ArrowDown');
    expect(await field('결제창').inputValue()).toBe('approve');
    await shop.page.keyboard.press('Escape');
    await panel().waitFor({ state: 'hidden' });
    expect(await focused()).toContain('샌드박스 패널');
    expect(await badge().getAttribute('aria-expanded')).toBe('false');
  });

  it('has no serious finding of axe, fits a narrow screen, and looks the same with any styles of the page', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await shop.page.emulateMedia({ colorScheme });
      await open();
      await armed().getByText('없어요').waitFor();
      const box = () => panel().evaluate((shown) => JSON.stringify(shown.getBoundingClientRect()));
      const before = await box();
      await shop.page.addStyleTag({
        content:
          'body, ait-iap-badge, ait-iap-badge * { display: none !important; font-size: 40px !important }',
      });
      expect(await box()).toBe(before);
      expect(await seriousFindings(shop.page)).toEqual([]);
      const { x, width } = (await panel().boundingBox()) ?? { x: -1, width: 0 };
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(360);
      const overflow = await panel().evaluate((shown) => shown.scrollWidth - shown.clientWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
  });

  it('is closed by the badge that opened it and by its own cross, and the badge says whether it is open', async () => {
    await openShop(shop.page, shop.at(TAG));
    const expanded = () => badge().getAttribute('aria-expanded');
    // The panel of a narrow screen lies over the badge: a keyboard still reaches it.
    const toggle = () => badge().press('Enter');
    expect(await expanded()).toBe('false');
    expect(await badge().getAttribute('aria-controls')).toBe('panel');
    expect(await badge().getAttribute('lang')).toBe('ko');
    await toggle();
    await panel().waitFor();
    expect(await expanded()).toBe('true');
    await toggle();
    await panel().waitFor({ state: 'hidden' });
    expect(await expanded()).toBe('false');
    await toggle();
    await press('패널 닫기');
    await panel().waitFor({ state: 'hidden' });
  });

  it('goes with its badge until the page is loaded again', async () => {
    await openShop(shop.page, shop.at(TAG));
    await shop.page.getByRole('button', { name: '샌드박스 배지 닫기' }).click();
    expect(await badge().count()).toBe(0);
    await shop.page.reload();
    await badge().waitFor();
  });

  it('is shown only if the tag asks for a badge', async () => {
    await openShop(shop.page, shop.at({ 'data-badge': 'off' }));
    expect(await badge().count()).toBe(0);
  });
});
