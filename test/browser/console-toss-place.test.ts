import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openConsolePlace } from './console-place.js';

let place: Awaited<ReturnType<typeof openConsolePlace>>;
beforeAll(async () => {
  place = await openConsolePlace();
});
beforeEach(() => place.sandbox.reset());
afterAll(() => place.close());

const ZIP = {
  name: 'dist.zip',
  mimeType: 'application/zip',
  buffer: Buffer.from('PK\u0003\u0004 and so on'),
};

async function choose(page: Page, label: string, value: string) {
  await page.getByRole('combobox', { name: label }).last().click();
  await page.getByRole('option', { name: value }).click();
}

test('a plugin is registered, uploaded, reviewed on the clock, activated and taken by a terminal', async () => {
  const page = await place.open('/place');
  const press = (name: string) => page.getByRole('button', { name, exact: true }).last().click();
  await press('플러그인 등록하기');
  const form = page.getByRole('dialog', { name: '플러그인 등록하기' });
  for (const [label, text] of [
    ['플러그인 ID', 'gem'],
    ['이름', '보석 쿠폰'],
    ['회사', '보석가게'],
    ['ACL', 'api.gem-shop.kr'],
  ] as const)
    await form.getByLabel(label).fill(text);
  await form.getByRole('button', { name: '플러그인 등록하기', exact: true }).click();
  await form.waitFor({ state: 'detached' });

  await choose(page, '배포 트랙', '라이브 배포');
  await page.getByLabel('플러그인 ZIP 파일').setInputFiles(ZIP);
  await press('업로드하기');
  await press('검수 요청하기');
  await page.getByText('검수 중').waitFor();
  await place.sandbox.clock.advance('5 days');
  await page.getByText('배포됨', { exact: true }).waitFor();

  await page.getByLabel('매장 이름').fill('강남점');
  await press('매장 만들기');
  const store = page.locator('tr', { hasText: '강남점' });
  await choose(page, '활성화하는 사람', '매장');
  await store.getByRole('button', { name: '활성화하기', exact: true }).click();
  await page.getByText('매장의 플러그인은 VAN 대리점만 활성화할 수 있어요.').waitFor();
  await choose(page, '활성화하는 사람', 'VAN 대리점');
  await store.getByRole('button', { name: '활성화하기', exact: true }).click();
  await store.locator('td', { hasText: 'gem' }).waitFor();

  await press('단말기 설치하기');
  const terminal = page.locator('tr[data-row="front-1"]');
  await terminal.getByText('1.0.0').waitFor();
  place.sandbox.console.place.upload('gem', { track: 'live', version: '1.1.0', sizeBytes: 1, sha256: 'b' });
  place.sandbox.console.place.requestReview('gem', '1.1.0');
  await press('검수 승인하기');
  await terminal.getByText('1.1.0').waitFor();
  expect(place.sandbox.console.place.terminals()[0]?.plugins[0]?.version).toBe('1.0.0');
  expect(await terminal.getByRole('button', { name: '새로고침', exact: true }).count()).toBe(0);
  await terminal.getByRole('button', { name: '재시작', exact: true }).click();
  await expect.poll(() => terminal.innerText()).not.toContain('1.0.0');
});
