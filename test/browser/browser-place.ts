import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServedSandbox, serveSandbox } from '@ait-iap/sandbox/serve';
import type { Browser } from 'playwright-core';
import { borrowChromium } from './chromium.js';

/** A served sandbox, the pages in front of it, and a browser for them. */
export interface BrowserPlace<Pages> {
  readonly served: ServedSandbox;
  readonly pages: Pages;
  readonly browser: Browser;
  /** A folder for files of a test. It is removed with the place. */
  readonly folder: string;
  close(): Promise<void>;
}

/**
 * Opens what a test in Chromium plays in.
 *
 * @param servePages - serves the pages. They load their bridge from the URL that it gets
 * @param rate - how fast the sandbox's clock runs: 0 where time passes only when a test says so
 */
export async function openBrowserPlace<Pages extends { close(): Promise<unknown> }>(
  servePages: (bridgeUrl: string) => Promise<Pages>,
  { rate = 1 }: { rate?: number } = {},
): Promise<BrowserPlace<Pages>> {
  const folder = mkdtempSync(join(tmpdir(), 'ait-iap-browser-'));
  const served = await serveSandbox({ port: 0, partnerPort: 0, dir: folder, db: ':memory:', rate });
  const pages = await servePages(served.pageUrl);
  const browser = await borrowChromium();
  return {
    served,
    pages,
    browser,
    folder,
    async close() {
      await browser.close();
      await pages.close();
      await served.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
