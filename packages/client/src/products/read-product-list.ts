import type { ProductItemListWire, ProductListItemWire } from '@ait-iap/protocol';
import { read, withDefaults } from '../payloads/read.js';
import type { Shape } from '../payloads/shape.js';

const OFFER: Shape = {
  type: 'string',
  offerId: 'string',
  period: 'string',
  displayAmount: 'string, null or missing',
};

const PRODUCT: Shape = {
  sku: 'string, not empty',
  displayName: 'string',
  displayAmount: 'string',
  type: 'string or missing',
  iconUrl: 'string or missing',
  description: 'string or missing',
  renewalCycle: 'string, null or missing',
  offers: [OFFER, 'null or missing'],
};

const MISSING: Partial<ProductListItemWire> = { iconUrl: '', description: '' };

/** Reads the answer of `iapGetProductItemList`; agrees with `productItemListSchema`. */
export function readProductList(answer: unknown): ProductItemListWire {
  const list = read<ProductItemListWire>('getProductItemList', { products: [PRODUCT] }, answer);
  const products = list.products.map((product) => withDefaults(product, MISSING));
  return { ...list, products };
}
