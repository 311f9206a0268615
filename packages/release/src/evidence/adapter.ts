import type { Locator, Page } from 'playwright-core';

/** A product of the list, as the page gets it. */
export interface ShownProduct {
  /** The product. */
  readonly sku: string;
  /** The name to show. */
  readonly displayName: string;
  /** The price to show, such as 1,100원. */
  readonly displayAmount: string;
}

/**
 * Finds things in a mini-app that are not found automatically. Every part is optional.
 *
 * @example
 * export default {
 *   openShop: (page) => page.getByRole('tab', { name: '상점' }).click(),
 *   buyButton: (page, { sku }) => page.locator(`[data-sku="${sku}"] button`),
 *   openHistory: (page) => page.getByRole('link', { name: '내 구매' }).click(),
 * };
 */
export interface EvidenceAdapter {
  /** Goes from the first page to the product list. */
  openShop?(page: Page): Promise<unknown>;
  /** Returns the buy button of a product. */
  buyButton?(page: Page, product: ShownProduct): Locator;
  /** Goes to the purchase history. */
  openHistory?(page: Page): Promise<unknown>;
}
