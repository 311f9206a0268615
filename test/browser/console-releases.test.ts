import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bundleWith } from '../../packages/sandbox/test/support/bundles.js';
import { openConsolePlace } from './console-place.js';

let place: Awaited<ReturnType<typeof openConsolePlace>>;
beforeAll(async () => {
  place = await openConsolePlace();
});
beforeEach(() => place.sandbox.reset());
afterAll(() => place.close());

/** A mini-app that says which build it is, what it is in, and loads a part of itself late. */
const bundle = (build: string) =>
  bundleWith({
    files: {
      'web/index.html':
        '<!doctype html><html lang="ko"><head><title>Gem shop</title></head><body><button>more</button><p></p>' +
        '<script type="module" src="/app.js"></script></body></html>',
      'web/app.js':
        `document.querySelector('p').textContent = '${build} in ' + (window.ReactNativeWebView ? 'the Toss app' : 'a browser');\n` +
        "document.querySelector('button').onclick = async () => { document.title = (await import('/late.js')).build; };",
      'web/late.js': `export const build = '${build}, late';`,
    },
  });

const file = async (build: string) => ({
  name: `${build}.ait`,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(await bundle(build)),
});

/** Brings a bundle in by the page, and waits until it can be opened. */
async function upload(page: Page, build: string, version: string) {
  await page.getByLabel('번들 업로드하기').setInputFiles(await file(build));
  const row = page.locator(`tr[data-row="${version}"]`);
  await row.getByText('빌드 중').waitFor();
  await place.sandbox.clock.advance('4 s');
  await row.getByText('테스트 전').waitFor();
  return row;
}

/** Presses a link that opens its own tab. */
async function opened(page: Page, name: string): Promise<Page> {
  const [tab] = await Promise.all([page.waitForEvent('popup'), page.getByRole('link', { name }).click()]);
  await tab.locator('p').waitFor();
  return tab;
}

const press = (within: Pick<Page, 'getByRole'>, name: string) =>
  within.getByRole('button', { name, exact: true }).click();

describe('앱 출시', () => {
  test('takes a bundle from its upload through a rejection, a test and the review to all users, and back', async () => {
    const page = await place.open('/releases');
    await page.getByText('아직 출시한 버전이 없어요').waitFor();
    const first = await upload(page, 'build one', '1.0.0');
    const tab = await opened(page, '1.0.0 열어서 테스트하기');
    expect(new URL(tab.url()).host).toMatch(/^sandbox-mini-app\.private-apps\.localhost:/);
    await tab.getByText('build one in the Toss app').waitFor();
    const asked = 'window.__CONSTANT_HANDLER_MAP.getDeploymentId';
    expect(await tab.evaluate(asked)).toBe(place.sandbox.console.versions.list()[0]?.deploymentId);
    await first.getByText('테스트 완료').waitFor();

    await press(first, '검토 요청하기');
    await first.getByText('검토 중').waitFor();
    await press(first, '검토 반려하기');
    await page.getByRole('textbox', { name: '반려 사유' }).fill('환불 안내가 없어요');
    await press(page.getByRole('dialog'), '검토 반려하기');
    await first.getByText('반려', { exact: true }).waitFor();
    await first.getByRole('link', { name: '1.0.0' }).click();
    await page.getByText('반려됐어요: 환불 안내가 없어요').first().waitFor();
    await page.getByText('고친 새 번들을 올리고 다시 요청해 주세요.').waitFor();
    await page.getByText(/100\.0 MB 중 \d/).waitFor();
    await page.goBack();

    const second = await upload(page, 'build two', '1.0.1');
    await opened(page, '1.0.1 열어서 테스트하기');
    await press(second, '검토 요청하기');
    await second.getByText('늦어도').waitFor();
    await place.sandbox.clock.advance('7 days');
    await second.getByText('승인', { exact: true }).waitFor();
    await press(second, '출시하기');
    await second.getByText('출시 중').waitFor();
    const mails = await place.open('/phone', { beside: page });
    await mails.getByText('1.0.1 버전이 승인됐어요').waitFor();
  });

  test('a phone keeps its bundle after a release and after a roll-back, until it opens the mini-app again', async () => {
    const { versions } = place.sandbox.console;
    place.sandbox.console.changeSettings({ buildSeconds: 0 });
    const page = await place.open('/releases');
    const release = async (build: string, version: string) => {
      await page.getByLabel('번들 업로드하기').setInputFiles(await file(build));
      await page.locator(`tr[data-row="${version}"]`).getByText('테스트 전').waitFor();
      versions.test(version);
      versions.requestReview(version);
      versions.decide(version, 'APPROVED');
      await press(page.locator(`tr[data-row="${version}"]`), '출시하기');
      await page.locator(`tr[data-row="${version}"]`).getByText('출시 중').waitFor();
    };
    const late = async (phone: Page, build: string) => {
      await phone.getByRole('button').click();
      await expect.poll(() => phone.title()).toBe(`${build}, late`);
    };
    await release('build one', '1.0.0');
    const phone = await opened(page, '미니앱 열기');
    await release('build two', '1.0.1');
    await late(phone, 'build one');
    await phone.reload();
    await phone.getByText('build two in the Toss app').waitFor();

    await press(page.locator('tr[data-row="1.0.0"]'), '이 버전으로 롤백하기');
    await page.getByText('1.0.0: 모든 사용자를 되돌렸어요').waitFor();
    await late(phone, 'build two');
    await phone.reload();
    await phone.getByText('build one in the Toss app').waitFor();
    await page.getByRole('link', { name: '1.0.0', exact: true }).click();
    const steps = page.locator('.release-history li', { hasText: '모든 사용자에게 출시했어요' });
    await expect.poll(() => steps.count()).toBe(2);
  });

  test('shows a deploy key once, with the command that deploys with it', async () => {
    const page = await place.open('/releases', { language: 'en-US' });
    await press(page, 'Make a key');
    const command = page.getByText(/npx ait deploy --api-key ait-sandbox-/);
    const key = /--api-key (\S+)/.exec(await command.innerText())?.[1];
    const api = `${place.served.pageUrl}/console/api-public/v3/openapi/bundles/sandbox-mini-app/upload-start`;
    const start = () =>
      fetch(api, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: '{"deploymentId":"a"}',
      }).then(async (answer) => ((await answer.json()) as { resultType: string }).resultType);
    expect(await start()).toBe('SUCCESS');
    await page.reload();
    await page.getByText('--api-key <key>').waitFor();
    await press(page, 'Revoke');
    await page.getByText('The key ci is revoked').waitFor();
    expect(await start()).toBe('FAIL');
  });

  test('says that a file is not a bundle', async () => {
    const page = await place.open('/releases');
    const picture = { name: 'picture.ait', mimeType: '', buffer: Buffer.from('GIF89a') };
    await page.getByLabel('번들 업로드하기').setInputFiles(picture);
    await page.getByText(/번들을 읽지 못했어요/).waitFor();
  });
});
