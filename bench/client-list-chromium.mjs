// getProductItemList for 30 items in Chromium over /bridge.js, validation included, against the official function.
// Run `npm run build` first, then `node bench/client-list-chromium.mjs [pages] [rounds]`. At most 1.05 x.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveSandbox } from '@ait-iap/sandbox/serve';
import { build } from 'esbuild';
import { launchChromium } from '../test/browser/chromium.ts';

const LIMIT = 1.05;
const CALLS = 20;
const pageCount = Number(process.argv[2] ?? 10);
const rounds = Number(process.argv[3] ?? 200);
const root = fileURLToPath(new URL('..', import.meta.url));

const { outputFiles } = await build({
  stdin: {
    contents: `import { IAP } from '@apps-in-toss/web-bridge';
      import { getProductItemList } from '@ait-iap/client';
      const ways = { official: () => IAP.getProductItemList(), ours: () => getProductItemList() };
      globalThis.count = async (name) => (await ways[name]()).products.length;
      const milliseconds = async (way) => {
        const start = performance.now();
        for (let call = 0; call < ${CALLS}; call++) await way();
        return performance.now() - start;
      };
      globalThis.measure = async (rounds) => {
        const spent = { official: [], ours: [] };
        for (let round = 0; round < rounds; round++) {
          for (const name of round % 2 ? ['ours', 'official'] : ['official', 'ours']) {
            spent[name].push(await milliseconds(ways[name]));
          }
        }
        return spent;
      };`,
    resolveDir: root,
  },
  bundle: true,
  format: 'esm',
  tsconfigRaw: '{}',
  write: false,
});

const folder = mkdtempSync(join(tmpdir(), 'ait-iap-bench-'));
const serving = await serveSandbox({ port: 0, partnerPort: 0, dir: folder });
for (const { sku } of serving.sandbox.world.products()) serving.sandbox.console.removeProduct(sku);
for (let index = 0; index < 30; index++) {
  serving.sandbox.console.putProduct({
    sku: `ait.bench.${index}`,
    type: 'CONSUMABLE',
    name: `보석 ${index}개`,
  });
}
const pages = createServer((request, response) => {
  const isScript = request.url === '/page.js';
  response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8');
  response.end(
    isScript
      ? outputFiles[0].contents
      : `<script src="${serving.pageUrl}/bridge.js" data-user-key="bench" data-environment="toss"></script>
         <script type="module" src="/page.js"></script>`,
  );
}).listen(0, '127.0.0.1');

// Turn by turn in small batches, so that what else the machine does hits both alike. How code and heap come to lie
// differs by some percent from one page to the next, and between browsers: so every page is in a new one.
async function measurePage() {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(`http://localhost:${pages.address().port}/`);
    await page.waitForFunction(() => 'measure' in globalThis);
    for (const name of ['official', 'ours']) {
      const count = await page.evaluate((way) => globalThis.count(way), name);
      if (count !== 30) throw new Error(`The list of ${name} has ${count} items`);
    }
    const spent = await page.evaluate((count) => globalThis.measure(count), rounds);
    return { official: median(spent.official) / CALLS, ours: median(spent.ours) / CALLS };
  } finally {
    await browser.close();
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const mean = (values) => values.reduce((sum, value) => sum + value) / values.length;

try {
  const measured = [];
  for (let page = 0; page < pageCount; page++) measured.push(await measurePage());
  const ratios = measured.map(({ official, ours }) => ours / official);
  const ratio = mean(ratios);
  const error = Math.sqrt(mean(ratios.map((one) => (one - ratio) ** 2)) / (pageCount - 1));
  const [official, ours] = ['official', 'ours'].map((name) => mean(measured.map((page) => page[name])));
  console.log(`of each page: ${ratios.map((one) => one.toFixed(3)).join(' ')}`);
  console.log(
    `official ${official.toFixed(3)} ms, ours ${ours.toFixed(3)} ms a call: ${ratio.toFixed(3)} x, standard error ${error.toFixed(3)} (at most ${LIMIT})`,
  );
  if (ratio > LIMIT) process.exitCode = 1;
} finally {
  pages.close();
  await serving.close();
  rmSync(folder, { recursive: true, force: true });
}
