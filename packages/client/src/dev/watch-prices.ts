import { warnDeveloper } from '../errors/warn-developer.js';

/** What looks whether the page shows the price that is charged. */
export interface PriceWatch {
  /** The Toss app has listed these. */
  listed(products: readonly { readonly sku: string; readonly displayAmount: string }[]): void;
  /** A product is about to be bought. */
  buying(sku: unknown): void;
}

/** A price in won, as people write it. */
const PRICE = /₩\s?\d[\d,]*|\d[\d,]*\s?원/g;

/** Begins to look. Where there is no document, only the lists are looked at. */
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

/** The prices that the page shows now. */
function shownPrices(): string[] {
  const text = typeof document === 'undefined' ? '' : (document.body?.textContent ?? '');
  return [...new Set((text.match(PRICE) ?? []).map(plain))];
}

function plain(price: string): string {
  return price.replace(/\s/g, '');
}
