import { warnDeveloper } from '../errors/warn-developer.js';

/** Checks whether the page shows the price that is charged. */
export interface PriceWatch {
  /** Notes the products that the Toss app listed. */
  listed(products: readonly { readonly sku: string; readonly displayAmount: string }[]): void;
  /** Checks the page before a purchase. */
  buying(sku: unknown): void;
}

/** A price in won, as it is usually written. */
const PRICE = /₩\s?\d[\d,]*|\d[\d,]*\s?원/g;

/** Starts to watch. Without a document, only the lists are checked. */
export function priceWatch(): PriceWatch {
  const prices = new Map<unknown, string>();
  let wasListed = false;
  return {
    listed(products) {
      wasListed = true;
      for (const { sku, displayAmount } of products) prices.set(sku, displayAmount);
    },
    buying(sku) {
      if (!wasListed) {
        warnDeveloper(
          'A product is being bought without a list of products. Ask for the list and show its displayAmount: a price in ' +
            'your own code is wrong as soon as somebody changes it in the console.',
        );
        return;
      }
      const price = prices.get(sku);
      const shown = shownPrices();
      if (!price || shown.length === 0 || shown.includes(plain(price))) return;
      warnDeveloper(
        `The page shows ${shown.slice(0, 3).join(', ')}, and not ${price}, which ${String(sku)} costs. Show displayAmount of ` +
          'the list as it is: it is what will be charged.',
      );
    },
  };
}

/** The prices that the page currently shows. */
function shownPrices(): string[] {
  const text = typeof document === 'undefined' ? '' : (document.body?.textContent ?? '');
  return [...new Set((text.match(PRICE) ?? []).map(plain))];
}

function plain(price: string): string {
  return price.replace(/\s/g, '');
}
