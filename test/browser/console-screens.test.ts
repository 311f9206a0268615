import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleFacts } from '../../packages/sandbox/test/support/bundles.js';
import { releaseBundle } from '../../packages/sandbox/test/support/release-bundle.js';
import { openConsolePlace } from './console-place.js';
import { seriousFindings } from './findings.js';

const SCREENS = [
  ...['/', '/find?q=minji', '/revenue', '/products', '/products/new', '/payments', '/refunds', '/account'],
  ...[
    '/phone?user=minji',
    '/faults',
    '/faults?fault=purchase-error',
    '/clock',
    '/webhooks',
    '/log',
    '/settings',
    '/releases',
    '/releases/1.0.0',
    '/place',
    '/nowhere',
  ],
];

let place: Awaited<ReturnType<typeof openConsolePlace>>;
let orderId: string;
/** One tab for each look; the screens are opened one after the other in it. */
let looks: Readonly<Record<string, Page>>;
beforeAll(async () => {
  place = await openConsolePlace();
  orderId = (await place.buy({ userKey: 'minji' })).order.orderId;
  await place.buy({ userKey: 'jun', grant: 'false' });
  await place.sandbox.clock.advance('3 days');
  place.sandbox.console.requestRefund(orderId, 'NOT_USED');
  fillTossPlace(place.sandbox.console.place);
  await releaseBundle(place.sandbox, '1.0.0');
  place.sandbox.console.versions.upload(bundleFacts({ unpackedBytes: 120_000_000 }), { memo: '큰 번들' });
  looks = {
    'Korean, light, 360 px': await place.open('/', { width: 360 }),
    'English, dark, 1440 px': await place.open('/', { language: 'en-US', width: 1440, dark: true }),
  };
});
afterAll(() => place.close());

/** A plugin in review on top of a live one, at a store with a terminal. */
function fillTossPlace(center: typeof place.sandbox.console.place) {
  const plugin = { pluginId: 'gem', type: 'POS', name: 'Gem coupon', company: 'Gem shop' } as const;
  center.register({ ...plugin, acl: ['api.gem-shop.kr'] });
  for (const version of ['1.0.0', '1.1.0']) {
    center.upload('gem', { track: 'live', version, sizeBytes: 48_211, sha256: version });
    center.requestReview('gem', version);
    if (version === '1.0.0') center.decide('gem', version, 'APPROVED');
  }
  center.openStore({ storeId: 'lab', name: 'Lab', test: true });
  center.activate('lab', 'gem', 'VAN_AGENT');
  center.install({ terminalId: 'pos-1', storeId: 'lab', kind: 'POS' });
}

const sidewards = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe.each(['Korean, light, 360 px', 'English, dark, 1440 px'])('in %s', (look) => {
  test.each(SCREENS)('%s has no serious finding of axe, and does not scroll sideways', async (path) => {
    const page = looks[look] as Page;
    await page.goto(place.served.pageUrl + path);
    await page.locator('main .card, main .empty, main .find-input').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await sidewards(page)).toBeLessThanOrEqual(0);
  });

  test('an order has no such finding with its menu open', async () => {
    const page = looks[look] as Page;
    await page.goto(`${place.served.pageUrl}/orders/${orderId}`);
    await page.locator('.page-head').getByRole('button').click();
    await page.getByRole('menu').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });
});

describe('on a narrow screen', () => {
  test.each(['/payments', '/refunds'])('the days of a period stay within their card: %s', async (path) => {
    const page = looks['Korean, light, 360 px'] as Page;
    await page.goto(place.served.pageUrl + path);
    const rightOf = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((shown) => shown.getBoundingClientRect().right);
    await page.locator('.period').waitFor();
    // The search field takes the whole width of the card, up to its padding.
    expect(await rightOf('.period .input:last-child')).toBeLessThanOrEqual(await rightOf('.toolbar .search'));
  });
});

describe('the address', () => {
  test.each([
    '/refunds?tab=lost&page=-1',
    '/payments?state=LOST&from=yesterday&to=2025-02-30&page=first',
    '/products?type=LOST&review=LOST',
  ])('%s, with filters that nothing has, opens the screen without them', async (path) => {
    const page = looks['Korean, light, 360 px'] as Page;
    await page.goto(place.served.pageUrl + path);
    await page.locator('main .table').first().waitFor();
    const { pathname } = new URL(page.url());
    const shown = await page.locator('main').innerText();
    await page.goto(place.served.pageUrl + pathname);
    await page.locator('main .table').first().waitFor();
    await expect.poll(() => page.locator('main').innerText()).toBe(shown);
  });

  test('of a screen that cannot be shown says so, and the other screens stay within reach', async () => {
    const page = await place.open('/', { language: 'en-US' });
    await page.route('**/assets/revenue-page*', (route) => route.abort());
    await page.getByRole('link', { name: 'Revenue' }).click();
    await page.getByRole('heading', { name: 'Failed to show this screen' }).waitFor();
    await page.getByRole('link', { name: 'Payments' }).click();
    await page.getByRole('heading', { name: 'Payments' }).waitFor();
  });
});

describe('the language', () => {
  test('is the one of the browser, then the chosen one, also after a reload', async () => {
    const page = await place.open('/payments', { language: 'en-US' });
    await page.getByRole('heading', { name: 'Payments' }).waitFor();
    await page.getByRole('button', { name: '한국어' }).click();
    await page.getByRole('heading', { name: '결제 내역' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: '결제 내역' }).waitFor();
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('ko');
    await expect.poll(() => page.title()).toContain('결제 내역');
  });

  test('has a text for everything: screens in English show Korean only in names and data', async () => {
    const page = looks['English, dark, 1440 px'] as Page;
    for (const path of ['/payments', '/account', '/place', '/clock', '/webhooks', '/revenue', '/settings']) {
      await page.goto(place.served.pageUrl + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      const text = (await page.locator('main').innerText()).replaceAll('테스트 상품', '');
      expect(text.match(/[가-힣]+/g)).toBeNull();
    }
  });
});

describe('the keyboard', () => {
  test('can skip the navigation, open a menu, choose and come back to the same place', async () => {
    const page = await place.open('/');
    const row = page.locator('.purchase', { hasText: 'jun' });
    await row.waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => location.hash)).toBe('#main');
    const trigger = row.getByRole('button', { name: /메뉴$/ });
    await trigger.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await expect.poll(() => trigger.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

describe('without the network', () => {
  test('loads nothing from another origin', async () => {
    const page = await place.open('/');
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(place.served.pageUrl) && !request.url().startsWith('data:'))
        foreign.push(request.url());
    });
    for (const path of SCREENS) {
      await page.goto(place.served.pageUrl + path);
      await page.locator('main').filter({ hasText: /\S/ }).waitFor();
    }
    expect(foreign).toEqual([]);
  });
});
