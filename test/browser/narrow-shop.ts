import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type BrowserPlace, openBrowserPlace } from './browser-place.js';
import { serveOfficialSdk } from './official-sdk-server.js';

/**
 * Gives each test of a file an empty world, and a page of the official SDK on a narrow screen, in Korean.
 *
 * @param rate - how fast the sandbox's clock runs: 0 where time passes only when a test says so
 */
export function narrowShop({ rate = 1 }: { rate?: number } = {}) {
  let place: BrowserPlace<Awaited<ReturnType<typeof serveOfficialSdk>>>;
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    place = await openBrowserPlace(serveOfficialSdk, { rate });
  });
  afterAll(() => place?.close());
  beforeEach(async () => {
    place.served.sandbox.reset();
    context = await place.browser.newContext({ locale: 'ko-KR', viewport: { width: 360, height: 740 } });
    page = await context.newPage();
  });
  afterEach(() => context.close());
  return {
    /** The page of this test. */
    get page() {
      return page;
    },
    /** The browser of the page, to open a second tab in. */
    get context() {
      return context;
    },
    get sandbox() {
      return place.served.sandbox;
    },
    /** The origin of the sandbox's own pages. */
    get sandboxUrl() {
      return place.served.pageUrl;
    },
    /** The URL of a page with these attributes of the tag. */
    at: (attributes: Readonly<Record<string, string>>) => place.pages.at(attributes),
  };
}
