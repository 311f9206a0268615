import { readFileSync } from 'node:fs';
import { blocksOf, blockWith, put } from './guide-blocks.mjs';
import { htmlOf, openShop, writeFiles } from './shop-page.mjs';
import { startTenMinutes } from './ten-minutes.mjs';
import { openTerminal } from './terminal.mjs';

const GUIDE = 'docs/react.md';

const CONFIG = `
import { tossSandbox } from '@ait-iap/sandbox/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({ plugins: [react(), tossSandbox({ userKey: 'user-1' })] });`;

/** Which of the guide's components the address asks for, within the guide's own provider. */
const MAIN = `
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { Shop } from './shop.tsx';
import { ShopPage } from './shop-page.tsx';
import { ShopWithQueries } from './shop-with-queries.tsx';

const pages = { hooks: Shop, components: ShopPage, queries: ShopWithQueries };
const Page = pages[new URLSearchParams(location.search).get('page')];
createRoot(document.getElementById('root')).render(<App><Page /></App>);`;

/** React: each component of the guide in Chromium, in front of the backend of the ten minutes. */
export async function playReact({ folder, env, tarballs }) {
  const blocks = blocksOf(GUIDE);
  const terminal = openTerminal({ folder, env });
  let shop;
  try {
    await startTenMinutes({ terminal, folder, tarballs });
    const own = ['@ait-iap/client', '@ait-iap/protocol'].map((name) => tarballs[name]).join(' ');
    await terminal.run(`npm install react react-dom ${own}`);
    await terminal.run(/`(npm install @tanstack[^`]*)`/.exec(readFileSync(GUIDE, 'utf8'))[1]);
    await terminal.run('npm install --save-dev vite @vitejs/plugin-react');
    const backend = 'http://127.0.0.1:4610';
    writeFiles(folder, {
      'index.html': htmlOf('/main.tsx'),
      'vite.config.ts': CONFIG,
      'main.tsx': MAIN,
      'app.tsx': put(blockWith(blocks, 'export function App('), 'https://api.example.com', backend),
      'shop.tsx': blockWith(blocks, 'export function Shop()'),
      'shop-page.tsx': blockWith(blocks, 'export function ShopPage'),
      'shop-with-queries.tsx': blockWith(blocks, 'export function ShopWithQueries'),
      'words.mts': blockWith(blocks, '@ait-iap/client/format', 'ts'),
    });
    await terminal.run('node --no-warnings words.mts');
    shop = await openShop(terminal);
    await useHooks(shop);
    await useComponents(shop, terminal);
    await useQueries(shop);
  } finally {
    await shop?.close();
    terminal.close();
  }
}

async function useHooks(shop) {
  const { page, shows, buy } = await shop.open('/?page=hooks');
  await shows('테스트 상품 - 1');
  await buy(/테스트 상품 - 1/);
  await shows('구매했어요.');
  await page.close();
}

/** Buys, restores, subscribes and fails in one tab. Another tab hears of it. */
async function useComponents(shop, terminal) {
  const other = await shop.open('/?page=components');
  const { page, shows, buy } = await shop.open('/?page=components');
  await shows('테스트 비소모품');
  await buy('테스트 비소모품 9,900원 구매하기');
  await shows('구매한 상품이에요');
  await other.shows('구매한 상품이에요');
  await other.shows('테스트 비소모품 구매 완료');

  await page.getByRole('radio', { name: /1주 무료/ }).check();
  await buy(/테스트 월 구독 .* 구독하기/);
  await shows('테스트 월 구독 구매 완료');

  await page.getByRole('button', { name: '구매 복원하기' }).click();
  await shows('복원할 구매가 없어요');
  await terminal.run('npx ait-iap-sandbox buy ait.sandbox.consumable-1 --user user-1 --grant none');
  await page.getByRole('button', { name: '구매 복원하기' }).click();
  await shows('구매를 복원했어요');

  await terminal.run('npx ait-iap-sandbox fault arm purchase-error --code NETWORK_ERROR');
  await buy(/테스트 상품 - 2 .* 구매하기/);
  await page.locator('[data-iap=error][data-code=NETWORK_ERROR]').waitFor();
  await page.getByRole('button', { name: '다시 시도하기' }).waitFor();
  if (process.env.SCREENSHOTS)
    await page.screenshot({ path: `${process.env.SCREENSHOTS}/react-guide.png`, fullPage: true });
  await page.close();
  await other.page.close();
}

async function useQueries(shop) {
  const { page, shows } = await shop.open('/?page=queries');
  await shows('테스트 월 구독 4,950원');
  await page.close();
}
