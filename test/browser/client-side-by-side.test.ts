import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveSandbox } from '@ait-iap/sandbox/serve';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from './chromium.js';
import { startClientPages } from './client-page.js';

const GEMS = 'ait.sandbox.consumable-1';
const SDKS = ['official', 'ours'] as const;
type Sdk = (typeof SDKS)[number];

const folder = mkdtempSync(join(tmpdir(), 'ait-iap-side-by-side-'));
let serving: Awaited<ReturnType<typeof serveSandbox>>;
let pages: Awaited<ReturnType<typeof startClientPages>>;
let browser: Browser;

beforeAll(async () => {
  serving = await serveSandbox({ port: 0, partnerPort: 0, dir: folder });
  pages = await startClientPages(serving.pageUrl);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await pages?.close();
  await serving?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the page does for a scenario; it is passed as text, because it runs in the page. */
const IN_PAGE = `
  globalThis.log = [];
  globalThis.buy = (sdk, { sku = '${GEMS}', grant = 'yes', cleanup = false } = {}) => {
    const grants = { yes: () => true, no: () => false, throw: () => { throw new Error('down'); }, response: () => new Response(null, { status: 500 }) };
    const processProductGrant = () => { log.push('grant'); return grants[grant](); };
    try {
      const stop = sdks[sdk].createOneTimePurchaseOrder({
        options: { sku, processProductGrant },
        onEvent: ({ type }) => log.push(type),
        onError: (error) => log.push(error.code),
      });
      if (cleanup) stop();
    } catch (error) { log.push('thrown'); }
  };
`;

async function open(attributes: Record<string, string> | undefined): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const bridge = attributes && { 'user-key': 'user', payment: 'approve', environment: 'toss', ...attributes };
  await page.goto(pages.url(bridge ? { bridge } : {}));
  await page.evaluate(IN_PAGE);
  return page;
}

const logOf = (page: Page) => page.evaluate('log') as Promise<string[]>;
const orders = () =>
  [...serving.sandbox.world.store.orders({ userKey: 'user', limit: 100 })].sort(
    (a, b) => a.number - b.number,
  );
const paid = () => orders().filter(({ paidAt }) => paidAt !== undefined).length;

interface Scenario {
  readonly name: string;
  readonly attributes?: Record<string, string>;
  readonly outside?: boolean;
  readonly before?: () => unknown;
  /** What happens, as text for the page; \`sdk\` is the name of the SDK. */
  readonly play: string;
  /** What each tells the app, and what the world then looks like. */
  readonly official: { readonly log: readonly string[]; readonly world?: string };
  readonly ours: { readonly log: readonly string[]; readonly world?: string };
}

/** The world in a few words: how many were paid, and what became of the last order. */
function worldNow(): string {
  const last = orders().at(-1);
  return `${paid()} paid, ${last?.state ?? 'none'}${last?.grantWindow ? ` ${last.grantWindow}` : ''}`;
}

const SCENARIOS: readonly Scenario[] = [
  {
    name: 'success',
    play: 'buy(sdk)',
    official: { log: ['grant', 'success'], world: '1 paid, PURCHASED answered' },
    ours: { log: ['grant', 'success'], world: '1 paid, PURCHASED answered' },
  },
  {
    name: 'the user cancels',
    attributes: { payment: 'cancel' },
    play: 'buy(sdk)',
    official: { log: ['USER_CANCELED'], world: '0 paid, FAILED' },
    ours: { log: ['USER_CANCELED'], world: '0 paid, FAILED' },
  },
  {
    name: 'an unknown sku',
    play: "buy(sdk, { sku: 'ait.unknown' })",
    official: { log: ['INVALID_PRODUCT_ID'] },
    ours: { log: ['INVALID_PRODUCT_ID'] },
  },
  {
    name: 'the grant is refused: it is asked for once more',
    play: "buy(sdk, { grant: 'no' })",
    official: {
      log: ['grant', 'PRODUCT_NOT_GRANTED_BY_PARTNER'],
      world: '1 paid, PAYMENT_COMPLETED refused',
    },
    ours: {
      log: ['grant', 'grant', 'PRODUCT_NOT_GRANTED_BY_PARTNER'],
      world: '1 paid, PAYMENT_COMPLETED refused',
    },
  },
  {
    name: 'the grant callback throws: the host is answered at once',
    play: "buy(sdk, { grant: 'throw' })",
    official: { log: ['grant'], world: '1 paid, PAYMENT_COMPLETED open' },
    ours: {
      log: ['grant', 'grant', 'PRODUCT_NOT_GRANTED_BY_PARTNER'],
      world: '1 paid, PAYMENT_COMPLETED refused',
    },
  },
  {
    name: 'the purchased event comes twice: the grant runs once',
    before: () => serving.sandbox.faults.arm({ name: 'purchased-twice' }),
    play: 'buy(sdk)',
    official: { log: ['grant', 'grant', 'success'], world: '1 paid, PURCHASED answered' },
    ours: { log: ['grant', 'success'], world: '1 paid, PURCHASED answered' },
  },
  {
    name: 'two taps: one order',
    play: 'buy(sdk); buy(sdk)',
    official: { log: ['grant', 'grant', 'success', 'success'], world: '2 paid, PURCHASED answered' },
    ours: { log: ['PURCHASE_IN_PROGRESS', 'grant', 'success'], world: '1 paid, PURCHASED answered' },
  },
  {
    name: 'an app that is too old: it is said',
    attributes: { 'app-version': '5.218.0' },
    play: 'buy(sdk)',
    official: { log: [], world: '0 paid, none' },
    ours: { log: ['UNSUPPORTED_APP_VERSION'], world: '0 paid, none' },
  },
  {
    name: 'the legacy path with a refused grant: no success is reported',
    attributes: { 'app-version': '5.220.0' },
    play: "buy(sdk, { grant: 'no' })",
    official: { log: ['grant', 'success'], world: '1 paid, PURCHASED answered' },
    ours: { log: ['grant', 'grant', 'PRODUCT_NOT_GRANTED_BY_PARTNER'], world: '1 paid, PURCHASED answered' },
  },
  {
    name: 'outside the Toss app: an error instead of an exception',
    outside: true,
    play: 'buy(sdk)',
    official: { log: ['thrown'] },
    ours: { log: ['BRIDGE_NOT_FOUND'] },
  },
];

describe.each(SDKS)('in Chromium side by side, the functions that are %s', (sdk: Sdk) => {
  beforeEach(() => serving.sandbox.reset());

  it.each(SCENARIOS)('$name', async ({ attributes = {}, outside, before, play, ...expected }) => {
    before?.();
    const page = await open(outside ? undefined : attributes);
    const { log, world } = expected[sdk];
    await page.evaluate(`{ const sdk = '${sdk}'; ${play} }`);
    await expect
      .poll(async () => (await logOf(page)).toSorted(), { timeout: 15_000 })
      .toEqual(log.toSorted());
    if (world) await expect.poll(worldNow).toBe(world);
    // Nothing more comes: everything that is on its way has arrived when the host has nothing left to do.
    await serving.sandbox.settled();
    expect((await logOf(page)).toSorted()).toEqual(log.toSorted());
    await page.context().close();
  });

  it('list the same products, and undefined below the minimum version', async () => {
    const page = await open({});
    const products = (await page.evaluate(`sdks.${sdk}.getProductItemList()`)) as {
      products: { sku: string }[];
    };
    expect(products.products.map(({ sku: id }) => id)).toContain(GEMS);
    const old = await open({ 'app-version': '5.218.0' });
    expect(await old.evaluate(`sdks.${sdk}.getProductItemList()`)).toBeUndefined();
  });

  it('clean up between the tap and the payment', async () => {
    const page = await open({ payment: 'ask' });
    await page.evaluate(`buy('${sdk}', { cleanup: ${sdk === 'official'} })`);
    await page.getByRole('dialog').waitFor();
    // The same moment for both: the sheet is open. Ours opens it later than the tap, so it is stopped here.
    if (sdk === 'ours') await page.evaluate(`buy('ours', { cleanup: true })`);
    await page.getByRole('button', { name: '결제하기' }).click();
    await expect
      .poll(worldNow)
      .toBe(sdk === 'official' ? '1 paid, PAYMENT_COMPLETED open' : '1 paid, PURCHASED answered');
  });

  it('meet an earlier order that is paid and not granted', async () => {
    const page = await open({});
    await page.evaluate(`buy('${sdk}', { grant: 'no' })`);
    await expect.poll(() => logOf(page)).toContain('PRODUCT_NOT_GRANTED_BY_PARTNER');
    await page.evaluate(`log.length = 0; buy('${sdk}')`);
    await expect.poll(() => logOf(page)).toContain('success');
    // The official function sells it again; ours grants what was paid.
    expect(paid()).toBe(sdk === 'official' ? 2 : 1);
    expect(orders()[0]?.state).toBe(sdk === 'official' ? 'PAYMENT_COMPLETED' : 'PURCHASED');
  });
});
