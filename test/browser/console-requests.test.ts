import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import readXlsx from 'read-excel-file/node';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { png } from '../../packages/sandbox/test/support/png.js';
import { openConsolePlace } from './console-place.js';

const GEM = 'ait.sandbox.consumable-1';

let place: Awaited<ReturnType<typeof openConsolePlace>>;
beforeAll(async () => {
  place = await openConsolePlace();
});
beforeEach(() => place.sandbox.reset());
afterAll(() => place.close());

/** What an .xlsx file holds that a button gives. */
async function downloaded(page: Page): Promise<readonly (readonly unknown[])[]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '엑셀 다운로드' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  const [sheet] = await readXlsx(readFileSync(await download.path()));
  return (sheet?.data ?? []) as readonly (readonly unknown[])[];
}

const buy = (more: object = {}) =>
  place.sandbox.console.purchase({ userKey: 'minji', sku: GEM, ...more }).orderId;

describe('인앱 상품', () => {
  test('is registered, rejected with a reason, submitted again, approved and shown: from the contract to the sale', async () => {
    const { account } = place.sandbox.console;
    account.signContract('CHIEF_ADMINISTRATOR');
    account.submitKyc();
    account.decideKyc('APPROVED');
    const page = await place.open('/products');
    await page.getByRole('link', { name: '등록하기' }).click();
    await page.getByRole('combobox', { name: '상품 유형' }).click();
    await page.getByRole('option', { name: '소모품', exact: true }).click();
    await page.getByLabel('상품명').fill('보라 보석');
    await page.getByLabel('설명').fill('멋진 변신을 할 수 있는 보라색 보석');
    await page.getByText('5/30').waitFor();
    const picture = (size: number) => ({ name: 'gem.png', mimeType: 'image/png', buffer: png(size, size) });
    await page.getByLabel('상품 이미지').setInputFiles(picture(512));
    await page.getByText('크기가 512 x 512px이에요').waitFor();
    await page.getByLabel('상품 이미지').setInputFiles(picture(1024));
    await page.getByText('크기가 512').waitFor({ state: 'detached' });
    await page.getByLabel('공급가').fill('395');
    await page.getByText('위 내용을 확인했어요.').click();
    await page.getByRole('button', { name: '검토 요청하기', exact: true }).click();
    await page.getByText('1곳을 고쳐 주세요.').waitFor();
    await page.getByLabel('공급가').fill('2360');
    await page.getByText('2,596원').waitFor();
    await page.getByRole('button', { name: '검토 요청하기', exact: true }).click();

    const row = page.getByRole('row', { name: /보라 보석/ });
    await row.getByText('검토 중').waitFor();
    await row.getByRole('button', { name: '보라 보석 메뉴' }).click();
    await page.getByRole('menuitem', { name: '검토 반려하기' }).click();
    await page.getByRole('textbox', { name: '반려 사유' }).fill('설명이 상품과 달라요');
    await page.getByRole('button', { name: '검토 반려하기', exact: true }).click();
    await row.getByText('반려').waitFor();
    const product = place.sandbox.world.products().find(({ name }) => name === '보라 보석');
    expect(product).toMatchObject({ review: 'REJECTED', supplyPrice: 2360 });
    expect(product?.iconUrl).toMatch(/^data:image\/webp/);

    await row.getByRole('button', { name: '보라 보석 메뉴' }).click();
    await page.getByRole('menuitem', { name: '고쳐서 다시 등록하기' }).click();
    await page.getByText('반려됐어요: 설명이 상품과 달라요').waitFor();
    await page.getByLabel('상품 이미지').setInputFiles(picture(1024));
    await page.getByText('위 내용을 확인했어요.').click();
    await page.getByRole('button', { name: '검토 요청하기', exact: true }).click();
    await row.getByText('검토 중').waitFor();
    await place.sandbox.clock.advance('7 days');
    await row.getByText('승인').waitFor();
    await row.getByRole('switch').click();
    await page.getByText('상품을 노출했어요').waitFor();
    expect(place.sandbox.world.product(String(product?.sku))).toMatchObject({ exposed: true });
  });

  test('is found by name and by kind', async () => {
    const page = await place.open('/products');
    await page.getByRole('searchbox', { name: '상품 이름 검색' }).fill('구독');
    await page.getByText('총 1건').waitFor();
    await page.getByRole('searchbox', { name: '상품 이름 검색' }).fill('');
    await page.getByRole('combobox', { name: '유형' }).click();
    await page.getByRole('option', { name: '비소모품' }).click();
    await page.getByText('총 1건').waitFor();
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
  });
});

describe('결제 내역', () => {
  test('has pages, filters and a download with the same content', async () => {
    for (let number = 1; number <= 22; number++) buy({ userKey: `user-${number}` });
    const refunded = buy({ sku: 'ait.sandbox.consumable-2' });
    place.sandbox.refund(refunded);
    const page = await place.open('/payments');
    await page.getByText('총 23건').waitFor();
    await expect.poll(() => page.locator('tbody tr').count()).toBe(20);
    await page.getByRole('button', { name: '다음 쪽' }).click();
    await expect.poll(() => page.locator('tbody tr').count()).toBe(3);
    const sheet = await downloaded(page);
    expect(sheet[0]).toEqual(['거래 ID', '결제일시', '상품', '판매가', '상태', '환불 완료일']);
    expect(sheet).toHaveLength(24);
    expect(sheet[1]).toEqual([
      ...[refunded, '2026.01.01 09:00', '테스트 상품 - 2', 5500, '환불 완료', '2026.01.01'],
    ]);
    await page.getByRole('searchbox').fill('상품 - 2');
    await page.getByText('총 1건').waitFor();
    await page.getByRole('searchbox').fill('');
    await page.getByRole('combobox', { name: '상태' }).click();
    await page.getByRole('option', { name: '결제 완료' }).click();
    await page.getByText('총 22건').waitFor();
    await page.getByLabel('시작일').fill('2025-12-30');
    await page.getByLabel('종료일').fill('2025-12-31');
    await page.getByText('이 조건에 맞는 결제가 없어요').waitFor();
  });
});

describe('수익', () => {
  test('adds up the month, and gives it as a file', async () => {
    buy();
    buy({ userKey: 'jun', sku: 'ait.sandbox.non-consumable' });
    const page = await place.open('/revenue');
    await page.getByRole('row', { name: /2026/ }).waitFor();
    const [, month] = await downloaded(page);
    expect(month?.slice(0, 3)).toEqual(['2026-01', 2, 1_100 + 9_900]);
    await page.getByRole('img', { name: '월별 수익' }).waitFor();
  });
});

describe('환불 내역', () => {
  /** As the user does it: in the Toss app, on the order's page, with a reason. */
  async function askOnPhone(phone: Page, name: string, reason: string): Promise<void> {
    await phone.getByRole('button', { name }).click();
    await phone.getByRole('button', { name: '환불받기' }).click();
    await phone.getByRole('radio', { name: reason }).click();
    await phone.getByRole('button', { name: '환불 요청하기' }).click();
    await phone.getByText('환불을 요청했어요').first().waitFor();
  }

  test('Google after 48 hours: the user asks, the partner rejects, then approves; the app market pays, and a push says so', async () => {
    const orderId = buy();
    await place.sandbox.clock.advance('49 hours');
    const [phone, desk] = [await place.open('/phone?user=minji'), await place.open('/refunds')];
    await askOnPhone(phone, '테스트 상품 - 1', '중복 결제');
    await desk.getByRole('button', { name: '요청 반려', exact: true }).click();
    await desk.getByRole('textbox', { name: '반려 사유' }).fill('이미 사용했어요');
    await desk.getByRole('button', { name: '요청 반려', exact: true }).last().click();
    await desk.getByRole('link', { name: /환불 반려/ }).click();
    await desk.getByRole('button', { name: '반려사유 보기' }).click();
    await desk.getByText('파트너가 반려했어요').waitFor();
    await desk.locator('.dialog').getByRole('button', { name: '닫기' }).click();
    const [heads, rejected] = await downloaded(desk);
    expect([heads?.at(-1), rejected?.at(-1)]).toEqual(['반려 사유', '이미 사용했어요']);
    await phone.getByRole('button', { name: '환불받기' }).click();
    await phone.getByRole('button', { name: '환불 요청하기' }).click();
    await desk.getByRole('link', { name: /환불 요청/ }).click();
    await desk.getByRole('button', { name: '요청 승인', exact: true }).click();
    await desk.getByRole('link', { name: /요청 승인/ }).click();
    await expect.poll(() => desk.locator('tbody tr').count()).toBeGreaterThan(0);
    await place.sandbox.clock.advance('14 days');
    await desk.getByRole('link', { name: /환불 완료/ }).click();
    await expect.poll(() => desk.locator('tbody tr').count()).toBe(1);
    expect(place.sandbox.order(orderId)?.state).toBe('REFUNDED');
    await phone.getByRole('button', { name: '알림' }).click();
    await phone.locator('.phone').getByText('환불이 완료됐어요').waitFor();
  });

  test('Apple decides alone: the partner has nothing to decide, and here you can be the app market', async () => {
    buy({ platform: 'ios' });
    await place.sandbox.clock.advance('49 hours');
    const [phone, desk] = [await place.open('/phone?user=minji'), await place.open('/refunds')];
    await askOnPhone(phone, '테스트 상품 - 1', '결제 후 미사용');
    const store = desk.getByRole('region', { name: '스토어가 결정할 요청' }).first();
    await store.getByText('App Store').waitFor();
    await desk.getByText('이 조건에 맞는 환불이 없어요').waitFor();
    await store.getByRole('button', { name: '거절', exact: true }).click();
    await desk.getByRole('textbox', { name: '반려 사유' }).fill('구매 조건에 해당하지 않아요');
    await desk.locator('.dialog').getByRole('button', { name: '거절', exact: true }).click();
    await phone.getByRole('button', { name: '알림' }).click();
    await phone.locator('.phone').getByText(/거절/).waitFor();
  });
});
