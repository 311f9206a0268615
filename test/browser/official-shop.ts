import type { Page } from 'playwright-core';

/** What is sold here: 1,100 won. */
export const SKU = 'ait.sandbox.consumable-1';

interface Shop {
  told: string[];
  IAP: typeof import('@apps-in-toss/web-bridge').IAP;
}

/** Puts a purchase behind the page's button. `window.told` keeps what the SDK tells. */
export async function openShop(page: Page, url: string, grant = 'true'): Promise<void> {
  await page.goto(url);
  await page.evaluate(
    ([sku, answer]) => {
      const shop = window as unknown as Shop;
      shop.told = [];
      document.querySelector('#buy')?.addEventListener('click', () => {
        const cleanup = shop.IAP.createOneTimePurchaseOrder({
          options: {
            sku: sku as string,
            processProductGrant: () => (answer === 'never' ? new Promise(() => {}) : answer === 'true'),
          },
          onEvent: ({ type, data }) => {
            shop.told.push(`${type} ${data.displayAmount}`);
            cleanup();
          },
          onError: (error) => {
            shop.told.push(`error ${(error as { code: string }).code}`);
            cleanup();
          },
        });
      });
    },
    [SKU, grant] as const,
  );
}

/** What the purchases of a shop have been told. */
export const toldTo = (page: Page) => page.evaluate('window.told') as Promise<string[]>;
