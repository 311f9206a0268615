import type { Page } from 'playwright-core';
import { openBrowserPlace } from './browser-place.js';

/** A sandbox with its console, and a browser. Time stands still unless a test moves it. */
export const openConsolePlace = async () => {
  const { served, browser, close } = await openBrowserPlace(async () => ({ close: async () => {} }), {
    rate: 0,
  });
  const { pageUrl, sandbox } = served;
  return {
    served,
    sandbox,
    browser,
    close,
    /** Opens a screen in its own tab, in Korean unless asked otherwise. */
    async open(path: string, options: OpenOptions = {}): Promise<Page> {
      const { language = 'ko-KR', width = 1280, dark = false, beside } = options;
      const isolated = () =>
        browser.newContext({
          locale: language,
          viewport: { width, height: 900 },
          colorScheme: dark ? 'dark' : 'light',
          permissions: ['clipboard-read', 'clipboard-write'],
        });
      const context = beside?.context() ?? (await isolated());
      const page = await context.newPage();
      await page.goto(pageUrl + path);
      return page;
    },
    /** A purchase as the command line makes it. */
    async buy(purchase: Readonly<Record<string, string>>): Promise<{ order: { orderId: string } }> {
      const answer = await fetch(`${pageUrl}/api/purchases`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ sku: 'ait.sandbox.consumable-1', ...purchase }),
      });
      return (await answer.json()) as { order: { orderId: string } };
    },
  };
};

interface OpenOptions {
  /** The language that the browser sends as `Accept-Language`. */
  readonly language?: string;
  readonly width?: number;
  readonly dark?: boolean;
  /** Opens it in the same browser as this tab. Without it: as in another person's browser. */
  readonly beside?: Page;
}
