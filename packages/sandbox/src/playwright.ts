/**
 * Playwright fixtures: a separate world for each test on one served sandbox, so that tests can run in parallel.
 *
 * @packageDocumentation
 */

import { test as playwrightTest } from '@playwright/test';
import { routeBridge } from './playwright/route-bridge.js';
import { openServedWorld, type ServedWorld } from './playwright/served-world.js';
import type { NamedWorldOptions } from './serve/named-worlds.js';
import { DEFAULT_PAGE_PORT } from './serve/serve-options.js';

export type { ServedPurchase, ServedWorld, ServedWorldFilter } from './playwright/served-world.js';
export type { NamedWorld, NamedWorldOptions } from './serve/named-worlds.js';

/** The fixtures of a test, and the options for `use`. */
export interface SandboxFixtures {
  /** The sandbox that `ait-iap-sandbox serve` or the Vite plugin has started. @defaultValue 'http://127.0.0.1:4600' */
  sandboxUrl: string;
  /** Options of the test's world. @defaultValue a clock in real time */
  worldOptions: NamedWorldOptions;
  /** The world of this test. All pages of the test are in it, even if the test does not use this fixture. */
  sandbox: ServedWorld;
}

/** Playwright's `test` with {@link SandboxFixtures}. */
export const test = playwrightTest.extend<SandboxFixtures>({
  sandboxUrl: [`http://127.0.0.1:${DEFAULT_PAGE_PORT}`, { option: true }],
  worldOptions: [{}, { option: true }],
  sandbox: [
    async ({ context, sandboxUrl, worldOptions }, use, testInfo) => {
      const name = `${testInfo.testId}-${testInfo.repeatEachIndex}-${testInfo.retry}`;
      const { world, close } = await openServedWorld(sandboxUrl, name, worldOptions);
      await routeBridge(context, sandboxUrl, world.pageUrl);
      await use(world);
      if (testInfo.status !== testInfo.expectedStatus) {
        // The world of a failed test, for `ait-iap-sandbox import`.
        const attachment = { body: await world.export(), contentType: 'application/jsonl' };
        await testInfo.attach('sandbox.jsonl', attachment);
      }
      await close();
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
