// How long a person waits at the console, on a world of 100,000 orders in a file: until the first screen can be used, and until
// what was bought in one tab shows in another. `node bench/console-browser.mjs [orders]`. Needs `npm run build`, and a Chromium
// (`CHROMIUM_PATH`, or the one of an npm package on Linux).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packaged from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import { serveSandbox } from '../packages/sandbox/dist/serve.js';
import { fillYear } from './year-of-payments.mjs';

const orders = Number(process.argv[2] ?? 100_000);
const ROUNDS = 9;
const dir = mkdtempSync(join(tmpdir(), 'ait-iap-console-'));
const db = join(dir, 'world.db');

fillYear(db, orders);
const served = await serveSandbox({ port: 0, partnerPort: 0, dir, db });
const executablePath = process.env.CHROMIUM_PATH ?? (await packaged.executablePath());
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });

tell('first screen, live purchases', await rounds(() => firstScreen('/', '.purchase')));
tell(
  'first screen, payments',
  await rounds(() => firstScreen('/payments?from=2025-03-01&to=2025-12-31', 'tbody tr')),
);
const tab = await (await browser.newContext()).newPage();
await tab.goto(served.pageUrl);
await tab.locator('.purchase').first().waitFor();
tell('a purchase of another tab', await rounds(change));
await browser.close();
await served.close();
rmSync(dir, { recursive: true, force: true });

/** From an empty cache until the page shows its content. */
async function firstScreen(path, shown) {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(60_000);
  const began = performance.now();
  await page.goto(served.pageUrl + path, { waitUntil: 'commit' });
  await page.locator(shown).first().waitFor();
  const took = performance.now() - began;
  await page.context().close();
  return took;
}

/** From the answer to the buyer until the row is in another tab, which only watches. */
async function change(round) {
  const userKey = `watched-${round}`;
  const body = JSON.stringify({ userKey, sku: 'ait.sandbox.consumable-1' });
  const answer = await fetch(`${served.pageUrl}/api/purchases`, { method: 'POST', body });
  const { order } = await answer.json();
  const began = performance.now();
  await tab.locator(`[data-order="${order.orderId}"]`).waitFor();
  return performance.now() - began;
}

async function rounds(measure) {
  const times = [];
  for (let round = 0; round < ROUNDS; round++) times.push(await measure(round));
  return times.sort((a, b) => a - b);
}

function tell(name, times) {
  console.log(
    `${times[ROUNDS >> 1].toFixed(0).padStart(6)} ${times.at(-1).toFixed(0).padStart(6)}  ${name} (ms, median and slowest of ${ROUNDS})`,
  );
}
