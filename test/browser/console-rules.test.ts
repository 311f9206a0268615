import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openConsolePlace } from './console-place.js';

let place: Awaited<ReturnType<typeof openConsolePlace>>;
let page: Page;
beforeAll(async () => {
  place = await openConsolePlace();
  page = await place.open('/settings');
});
beforeEach(async () => {
  place.sandbox.reset();
  await page.reload();
});
afterAll(() => place.close());

const settings = () => place.sandbox.world.settings();
const list = (label: string) => page.getByRole('combobox', { name: label, exact: true });
const field = (label: string) => page.getByRole('textbox', { name: label, exact: true });
/** The button of a field stands beside it, in the same row. */
const save = (label: string) =>
  page.locator('.row', { has: field(label) }).getByRole('button', { name: '저장하기', exact: true });

describe('the screen of the rules', () => {
  test.each([
    ['Google Play가 결정하는 환불 요청', '거절해요', { googleRefunds: 'reject' }],
    ['Google Play가 결정하는 환불 요청', '직접 결정해요', { googleRefunds: 'by-hand' }],
    ['App Store가 결정하는 환불 요청', '거절해요', { appleRefunds: 'reject' }],
    ['App Store가 결정하는 환불 요청', '직접 결정해요', { appleRefunds: 'by-hand' }],
    ['테스트 상품을 파는 곳', '토스 앱에서도', { mockItems: 'toss' }],
    ['테스트 상품을 파는 곳', '샌드박스 앱에서만', { mockItems: 'sandbox' }],
    ['사용자 키 헤더', '선택', { userKeyHeader: 'optional' }],
    ['statusDeterminedAt의 시간대', '+09:00을 붙여서', { statusTimeZone: 'offset' }],
  ])('sets %s to "%s" and nothing else, and shows it', async (label, option, changed) => {
    const before = settings();
    const first = await list(label).innerText();
    await list(label).click();
    await page.getByRole('option', { name: option, exact: true }).click();
    await expect.poll(settings).toEqual({ ...before, ...changed });
    await page.reload();
    expect(await list(label).innerText()).toContain(option);
    await list(label).click();
    await page.getByRole('option', { name: first.trim(), exact: true }).click();
    await expect.poll(settings).toEqual(before);
  });

  test.each([
    ['스토어가 결정할 때까지의 시간', '2', { refundHours: 2 }],
    ['번들을 빌드하는 시간(초)', '0', { buildSeconds: 0 }],
    [
      '추가 휴일',
      '2026-02-17, 2026-02-18 2026-02-19',
      { holidays: ['2026-02-17', '2026-02-18', '2026-02-19'] },
    ],
  ])('saves %s with its button and not before, and nothing else', async (label, typed, changed) => {
    const before = settings();
    expect(await save(label).isDisabled()).toBe(true);
    await field(label).fill(typed);
    expect(settings()).toEqual(before);
    await save(label).click();
    await expect.poll(settings).toEqual({ ...before, ...changed });
  });

  test('takes an empty list of days off for none', async () => {
    expect(await field('추가 휴일').inputValue()).toBe('');
    place.sandbox.console.changeSettings({ holidays: ['2026-02-17'] });
    await expect.poll(() => field('추가 휴일').inputValue()).toBe('2026-02-17');
    await field('추가 휴일').fill(' ');
    await save('추가 휴일').click();
    await expect.poll(() => settings().holidays).toEqual([]);
  });

  test.each(['스토어가 결정할 때까지의 시간', '번들을 빌드하는 시간(초)'])(
    'does not take an empty field or a word for zero: %s',
    async (label) => {
      const before = settings();
      for (const typed of ['', 'soon']) {
        await field(label).fill(typed);
        await save(label).click();
        await page.locator('.toast[data-type=error]').first().waitFor();
      }
      expect(settings()).toEqual(before);
    },
  );

  test('shows changes from elsewhere, in lists and in fields', async () => {
    expect(await field('스토어가 결정할 때까지의 시간').inputValue()).toBe('24');
    place.sandbox.console.changeSettings({ refundHours: 5, buildSeconds: 9, googleRefunds: 'reject' });
    await expect.poll(() => field('스토어가 결정할 때까지의 시간').inputValue()).toBe('5');
    await expect.poll(() => field('번들을 빌드하는 시간(초)').inputValue()).toBe('9');
    expect(await list('Google Play가 결정하는 환불 요청').innerText()).toContain('거절해요');
    expect(await list('App Store가 결정하는 환불 요청').innerText()).toContain('승인해요');
  });

  test('shows each rule as a line of curl that sets what is shown', async () => {
    await page.getByRole('button', { name: '사용자 키 헤더: curl로 보기' }).click();
    await page.getByText(`-d '{"userKeyHeader":"required"}'`).waitFor();
  });
});

test('a rule decides what the app market does, and when', async () => {
  place.sandbox.console.changeSettings({ appleRefunds: 'reject', refundHours: 2 });
  const { orderId } = place.sandbox.console.purchase({
    userKey: 'minji',
    sku: 'ait.sandbox.consumable-1',
    platform: 'ios',
  });
  place.sandbox.console.requestRefund(orderId, 'NOT_USED');
  await place.sandbox.clock.advance('3 hours');
  expect(place.sandbox.order(orderId)?.refund).toMatchObject({ state: 'REJECTED' });
});
