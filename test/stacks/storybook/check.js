// Opens both stories in Chromium: in the Storybook that was built, and in the one of a developer.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import packaged from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};
const DEV = 'http://127.0.0.1:6606';

const own = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path));
const executablePath = own ?? (await packaged.executablePath());
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });

const built = createServer(async (request, response) => {
  const path = normalize(new URL(request.url, 'http://localhost').pathname);
  const bytes = await readFile(join('storybook-static', path)).catch(() => undefined);
  response.writeHead(bytes === undefined ? 404 : 200, {
    'content-type': TYPES[extname(path)] ?? 'text/plain',
  });
  response.end(bytes);
});
await new Promise((resolve) => built.listen(0, '127.0.0.1', resolve));
await shows(`http://127.0.0.1:${built.address().port}`);
built.close();

const development = spawn('npx', ['storybook', 'dev', '-p', '6606', '--ci', '--disable-telemetry'], {
  stdio: 'ignore',
  detached: true,
});
try {
  await up(DEV);
  await shows(DEV);
} finally {
  process.kill(-development.pid, 'SIGKILL');
  await browser.close();
}
console.log('ok');

/** A purchase in one story, and an error in the other. */
async function shows(url) {
  const sells = await open(url, 'shop--sells');
  await buy(sells);
  await sells.getByText('구매했어요').waitFor();
  const fails = await open(url, 'shop--fails');
  await buy(fails);
  await fails.locator('[data-code=NETWORK_ERROR]').waitFor();
}

async function open(url, story) {
  // Its own context: another user's browser, with its own world.
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(`${url}/iframe.html?id=${story}&viewMode=story`);
  return page;
}

async function buy(page) {
  await page.getByRole('button', { name: '테스트 상품 - 1 1,100원 구매하기' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /결제/ }).last().click();
}

async function up(url) {
  for (;;) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
