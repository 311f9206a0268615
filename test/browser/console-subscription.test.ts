import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openConsolePlace } from './console-place.js';

const MONTHLY = 'ait.sandbox.subscription-monthly';
const DAY_MS = 86_400_000;

let place: Awaited<ReturnType<typeof openConsolePlace>>;
let page: Page;
let orderId: string;
beforeAll(async () => {
  place = await openConsolePlace();
  page = await place.open('/phone?user=minji');
});
beforeEach(async () => {
  place.sandbox.reset();
  orderId = subscribe('minji');
  await openDetail();
});
afterAll(() => place.close());

const subscribe = (userKey: string, platform: 'android' | 'ios' = 'android') =>
  place.sandbox.console.purchase({ userKey, sku: MONTHLY, platform }).orderId;
const openDetail = async () => {
  await page.reload();
  await page.locator('.phone-item').first().click();
};
const subscription = (id = orderId) => place.sandbox.order(id)?.subscription;
const phone = () => page.locator('.phone');
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const renewal = () => page.getByRole('switch', { name: '자동 갱신' });

describe('a subscription on the phone of its user', () => {
  test('shows its state and its last day in Korea', async () => {
    place.sandbox.clock.restart({ now: Date.parse('2026-01-30T16:00:00Z'), rate: 0 });
    place.sandbox.reset();
    orderId = subscribe('minji');
    await openDetail();
    await phone().getByText('ACTIVE').waitFor();
    const expires = new Date(Number(subscription()?.expiresAt) + 9 * 3_600_000).toISOString();
    await phone().getByText(expires.slice(0, 10).replaceAll('-', '.'), { exact: true }).waitFor();
  });

  test('stops renewing and renews again, and each time the message says which', async () => {
    await renewal().click();
    await page.getByText('자동 갱신을 껐어요').waitFor();
    expect(subscription()?.autoRenew).toBe(false);
    await renewal().click();
    await page.getByText('자동 갱신을 켰어요').waitFor();
    expect(subscription()?.autoRenew).toBe(true);
  });

  test('shows as curl what its switch would do', async () => {
    await press('자동 갱신: curl로 보기');
    await page.getByText(`-d '{"autoRenew":false}'`).waitFor();
  });

  test('is extended by seven days', async () => {
    const until = Number(subscription()?.expiresAt);
    await press('7일 늘리기');
    await expect.poll(() => Number(subscription()?.expiresAt) - until).toBe(7 * DAY_MS);
  });

  test('loses its card and gets it back, and the cards of others stay as they are', async () => {
    const other = subscribe('jun');
    await press('결제 수단 거절되게 하기');
    await page.getByText('이 사용자의 갱신 결제가 실패해요').waitFor();
    await place.sandbox.clock.advance('32 days');
    await phone().getByText('GRACE_PERIOD').waitFor();
    expect(subscription(other)).toMatchObject({ status: 'ACTIVE', payments: 2 });
    await press('결제 수단 되살리기');
    await page.getByText('이 사용자의 결제 수단을 다시 쓸 수 있어요').waitFor();
    await place.sandbox.clock.advance('2 days');
    await phone().getByText('ACTIVE').waitFor();
  });

  test('rests for thirty days after the end of its period, and not longer', async () => {
    const until = Number(subscription()?.expiresAt);
    await press('30일 쉬기');
    await page.getByText('이번 기간이 끝나면 쉬어요').waitFor();
    await place.sandbox.clock.advance('32 days');
    await phone().getByText('PAUSED').waitFor();
    expect(Number(subscription()?.pausedUntil) - until).toBe(30 * DAY_MS);
    await place.sandbox.clock.advance('31 days');
    await phone().getByText('ACTIVE').waitFor();
  });

  test('cannot rest in the App Store', async () => {
    place.sandbox.reset();
    subscribe('minji', 'ios');
    await openDetail();
    await page.getByRole('button', { name: '7일 늘리기', exact: true }).waitFor();
    expect(await page.getByRole('button', { name: '30일 쉬기', exact: true }).count()).toBe(0);
  });

  test.each([
    ['EXPIRED', () => place.sandbox.console.setAutoRenew(orderId, false), '40 days'],
    ['REVOKED', () => place.sandbox.refund(orderId), '1 hour'],
  ])('that is over cannot be switched to renew: %s', async (state, end, later) => {
    end();
    await place.sandbox.clock.advance(later);
    await phone().getByText(state, { exact: true }).waitFor();
    expect(await renewal().isDisabled()).toBe(true);
  });
});
