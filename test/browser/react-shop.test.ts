import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { borrowChromium } from './chromium.js';
import { type ScriptPage, serveScriptPage } from './script-page.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The part of axe that a test asks. */
interface AxeWindow {
  axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
}

let served: ScriptPage;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const { outputFiles } = await esbuild.build({
    entryPoints: [`${root}test/browser/react-shop-page/page.tsx`],
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
    write: false,
  });
  served = await serveScriptPage(
    '<!doctype html><html lang="ko"><title>상점</title><body><script type="module" src="/page.js"></script>',
    outputFiles[0]?.contents,
  );
  browser = await borrowChromium();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});
beforeEach(async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  page = await context.newPage();
});

/** The problems that axe finds in the page as it is now. */
async function violations(): Promise<string[]> {
  await page.addScriptTag({ content: axeSource });
  const found = await page.evaluate(() => (window as unknown as AxeWindow).axe.run());
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

describe('a shop of the React components in Chromium', () => {
  it('lists, sells and restores, and axe finds no problem in any state', async () => {
    await page.goto(served.url);
    await page.getByRole('heading', { name: '테스트 상품 - 1' }).waitFor();
    expect(await violations()).toEqual([]);

    await page.getByRole('button', { name: '테스트 비소모품 9,900원 구매하기' }).click();
    await page.getByText('결제하고 있어요').waitFor();
    await page.getByRole('button', { name: /^(결제|9,900원)/ }).click();
    await page.getByText('구매한 상품이에요').waitFor();
    expect(await page.getByRole('button', { name: /테스트 비소모품/ }).count()).toBe(0);

    await page.getByText('테스트 비소모품 구매 완료').waitFor();

    await page.getByRole('button', { name: '구매 복원하기' }).click();
    await page.getByText('복원할 구매가 없어요').waitFor();
    expect(await violations()).toEqual([]);
    if (process.env.SCREENSHOTS)
      await page.screenshot({ path: `${process.env.SCREENSHOTS}/shop-ko.png`, fullPage: true });
  });

  it('works with the keyboard alone, in English', async () => {
    await page.goto(`${served.url}?language=en`);
    const offer = page.getByRole('radio', { name: 'Regular price 4,950원 every month' });
    await offer.waitFor();
    await page.getByRole('radio', { name: '1 week for free, then 4,950원 every month' }).focus();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => offer.isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    const button = page.getByRole('button', { name: '테스트 월 구독 4,950원 every month Subscribe' });
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByText('Payment in progress').waitFor();
    // A button that is busy keeps the focus.
    await expect.poll(() => button.getAttribute('aria-disabled')).toBe('true');
    if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/shop-en.png` });
  });
});
