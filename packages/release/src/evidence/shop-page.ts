import type { Locator, Page } from 'playwright-core';
import type { Both } from '../text/both.js';
import type { EvidenceAdapter, ShownProduct } from './adapter.js';
import type { Screenshot } from './evidence.js';

/** The order sheet that the sandbox draws over the page. */
const SHEET = '[data-ait-iap-sheet] dialog';
const HISTORY = /(구매|결제|주문)\s*(내역|목록|기록)|purchase history|orders/i;
/** How long a page may take to show a change, in milliseconds. */
const PATIENCE = 15_000;
/** How long a text has to be unchanged to count as final, in milliseconds. */
const STANDS_STILL = 700;

/** A page of the mini-app. It finds the buy button of a product by its price. */
export class ShopPage {
  readonly pictures: Screenshot[] = [];
  /** Uncaught errors, and messages that were printed as errors. */
  readonly complaints: string[] = [];

  readonly page: Page;
  readonly #adapter: EvidenceAdapter;

  constructor(page: Page, adapter: EvidenceAdapter) {
    this.page = page;
    this.#adapter = adapter;
    page.setDefaultTimeout(PATIENCE);
    page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  async open(origin: string): Promise<void> {
    await this.page.goto(`${origin}/`);
    await this.#adapter.openShop?.(this.page);
  }

  /** Waits for the price of a product. False if it does not appear. */
  async shows(product: ShownProduct): Promise<boolean> {
    return appears(this.page.getByText(product.displayAmount, { exact: false }).first());
  }

  /**
   * Finds the buy button: the first button in the smallest part of the page that contains the product's name and price.
   * Products with the same price are distinguished by their names.
   */
  async buyButton(product: ShownProduct): Promise<Locator | undefined> {
    const given = this.#adapter.buyButton?.(this.page, product);
    if (given !== undefined) return given;
    const parts = this.page
      .locator('body *', { hasText: product.displayName })
      .filter({ hasText: product.displayAmount });
    for (const part of [
      parts.last(),
      parts.last().locator('xpath=..'),
      parts.last().locator('xpath=../..'),
    ]) {
      if ((await part.count()) === 0) continue;
      if (await part.evaluate((element) => element.matches('button, [role=button], a'))) return part;
      const buttons = part.locator('button:enabled, [role=button], a[href]');
      if ((await buttons.count()) > 0) return buttons.first();
    }
    return undefined;
  }

  async sheetIsOpen(): Promise<boolean> {
    return appears(this.page.locator(SHEET).first());
  }

  sheets(): Promise<number> {
    return this.page.locator(SHEET).count();
  }

  async sheetText(): Promise<string> {
    return this.page.locator(SHEET).first().innerText();
  }

  /** Pays on the top sheet. */
  pay = () =>
    this.page
      .locator(SHEET)
      .last()
      .getByRole('button', { name: /결제하기/ })
      .click();
  closeSheet = () => this.page.keyboard.press('Escape');

  /**
   * The text that a user can read, once it no longer changes: a page that is loading or paying changes a moment later.
   */
  async text(): Promise<string> {
    const until = Date.now() + PATIENCE;
    let [last, since] = ['', Date.now()];
    while (Date.now() < until && Date.now() - since < STANDS_STILL) {
      const now = await this.page.locator('body').innerText();
      if (now !== last) [last, since] = [now, Date.now()];
      await this.page.waitForTimeout(50);
    }
    return last;
  }

  /** The lines of the page that are new. Empty if nothing changed. */
  async newText(before: string): Promise<readonly string[]> {
    const known = new Set(lines(before));
    return lines(await this.text()).filter((line) => !known.has(line));
  }

  /** Opens the purchase history. False if no link leads there. */
  async openHistory(): Promise<boolean> {
    if (this.#adapter.openHistory !== undefined) {
      await this.#adapter.openHistory(this.page);
      return true;
    }
    for (const role of ['button', 'link', 'tab'] as const) {
      const way = this.page.getByRole(role, { name: HISTORY }).first();
      if ((await way.count()) === 0) continue;
      await way.click();
      return true;
    }
    return false;
  }

  async picture(of: Both): Promise<void> {
    this.pictures.push({ of, png: await this.page.screenshot({ animations: 'disabled' }) });
  }
}

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

async function appears(locator: Locator): Promise<boolean> {
  return locator.waitFor({ timeout: PATIENCE }).then(
    () => true,
    () => false,
  );
}
