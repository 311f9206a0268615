import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { BrowserPlace } from '../browser-place.js';
import type { HostAttributes, SdkName, serveSdkPages } from './sdk-pages.js';
import type { Shop, Tap } from './shop.js';

/** Where trials take place. */
export type Place = BrowserPlace<Awaited<ReturnType<typeof serveSdkPages>>>;

const USER = 'side-by-side';
const SKU = 'ait.sandbox.consumable-1';

/** One scenario, played over one SDK in its own page and its own world. */
export type Trial = Awaited<ReturnType<typeof openTrial>>;

export async function openTrial({ served, pages, browser }: Place, sdk: SdkName, attributes: HostAttributes) {
  const { sandbox } = served;
  sandbox.reset();
  const page: Page = await browser.newPage();
  // Thirty seconds pass here when a scenario says so, and not before.
  await page.clock.install();
  await page.goto(
    pages.at(sdk, attributes && { 'data-user-key': USER, 'data-payment': 'approve', ...attributes }),
  );
  const told: string[] = [];

  const orders = () => sandbox.orders();
  /** Calls a function of the page so many times in one instant. */
  const call = (times: number, name: keyof Shop, args: readonly unknown[]) =>
    page.evaluate(
      async ([count, method, given]) => {
        const { shop } = window as unknown as { shop: Record<string, (...all: unknown[]) => unknown> };
        await Promise.all(Array.from({ length: count }, () => shop[method]?.(...given)));
      },
      [times, name, args] as const,
    );
  const here = (name: keyof Shop, ...args: unknown[]) => call(1, name, args);
  const seen = async () => {
    const now = await page.evaluate(() => (window as unknown as { shop: Shop }).shop.told);
    return [...told, ...now, ...orders().map(({ state }) => `order ${state}`)];
  };

  return {
    sandbox,
    userKey: USER,
    sku: SKU,
    page,
    here,
    twice: (name: keyof Shop, ...args: unknown[]) => call(2, name, args),
    orders,
    tap: (tap: Partial<Tap> = {}) => here('tap', { sku: SKU, grant: 'true', ...tap }),
    quiet: () => here('quiet'),
    /** Lets time pass for the page and for the host. */
    async pass(seconds: number) {
      await here('quiet');
      await page.clock.fastForward(seconds * 1000);
      sandbox.clock.advance(`${seconds} s`);
      await here('quiet');
    },
    /** Opens the page again. What it was told before is kept. */
    async reload() {
      told.push(...(await page.evaluate(() => (window as unknown as { shop: Shop }).shop.told)));
      await page.reload();
    },
    /** Waits until the order is paid. */
    paid: () => expect.poll(() => orders().at(-1)?.state).toBe('PAYMENT_COMPLETED'),
    /** Waits until the page was told something. */
    hears: (text: string) => expect.poll(seen).toContain(text),
    /** Waits until the page and the world show this, and asks again once nothing more is on its way. */
    async shows(expected: readonly string[]) {
      await expect.poll(seen).toEqual(expected);
      await here('quiet');
      expect(await seen()).toEqual(expected);
    },
    close: () => page.close(),
  };
}
