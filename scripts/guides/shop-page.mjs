import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { launchChromium } from '../../test/browser/chromium.ts';
import { answering } from './terminal.mjs';

/** Where Vite serves the page of a guide, and what the backends of the guides let in. */
export const PAGE_URL = 'http://localhost:5173';

/** Writes the files of an application: what a guide says, and the little around it that is the reader's own. */
export function writeFiles(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** The reader's page: its script, and what a guide leaves to the reader, such as the session after Toss Login. */
export function htmlOf(script, { head = '' } = {}) {
  return `<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>상점</title>${head}
<script>globalThis.sessionToken = async () => 'user-1';</script></head>
<body><div id="root"></div><script type="module" src="${script}"></script></body></html>`;
}

/** Starts Vite in the folder and Chromium in front of it. */
export async function openShop(terminal, args = '') {
  const vite = await answering(terminal, `npx vite --port 5173 --strictPort ${args}`, PAGE_URL);
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  return {
    vite,
    /** Opens a page. `said` has what it prints on its console. An error in the page makes a waiting `shows` fail. */
    async open(path = '/') {
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      const said = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(String(error.stack)));
      await page.goto(PAGE_URL + path);
      /** Waits for a text. A page that does not show it tells what it said instead. */
      const shows = (text) =>
        page
          .getByText(text)
          .first()
          .waitFor()
          .catch(async (cause) => {
            const body = await page.locator('body').innerText();
            throw new Error(
              `The page does not show ${text}. It shows:\n${body}\nand said:\n${said.join('\n')}`,
              {
                cause,
              },
            );
          });
      /** Presses a button of the page, and then the one of the payment sheet. */
      const buy = async (name) => {
        await page.getByRole('button', { name }).first().click();
        await page.getByRole('dialog').getByRole('button', { name: /결제/ }).last().click();
      };
      return { page, said, shows, buy };
    },
    async close() {
      await browser.close();
      await vite.terminate();
    },
  };
}
