import type { Locator, Page } from 'playwright-core';

/** A product of the list, as the page is told of it. */
export interface ShownProduct {
  readonly sku: string;
  readonly displayName: string;
  /** As it has to be shown: 1,100원. */
  readonly displayAmount: string;
}

/**
 * Says where things are in a mini-app that the heuristics do not find. Every part may be left out.
 *
 * @example
 * export default {
 *   openShop: (page) => page.getByRole('tab', { name: '상점' }).click(),
 *   buyButton: (page, { sku }) => page.locator(`[data-sku="${sku}"] button`),
 *   openHistory: (page) => page.getByRole('link', { name: '내 구매' }).click(),
 * };
 */
export interface EvidenceAdapter {
  /** Leads from the first page to the list of products. */
  openShop?(page: Page): Promise<unknown>;
  /** What buys a product. */
  buyButton?(page: Page, product: ShownProduct): Locator;
  /** Leads to what the user has bought. */
  openHistory?(page: Page): Promise<unknown>;
}
