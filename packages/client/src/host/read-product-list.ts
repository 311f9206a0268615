import type { ProductItemListWire } from '@ait-iap/protocol';
import type { Shape } from './mend.js';
import { readList, unusableAnswer } from './read.js';

const OFFER: Shape = { id: 'offerId', fields: { type: '', period: '', displayAmount: undefined } };

const PRODUCT: Shape = {
  id: 'sku',
  fields: {
    displayName: '',
    displayAmount: '',
    iconUrl: '',
    description: '',
    type: undefined,
    renewalCycle: undefined,
    offers: OFFER,
  },
};

/**
 * Reads the answer of `iapGetProductItemList`. It agrees with `productItemListSchema`. An odd product is repaired or
 * left out. An empty list is an empty shop.
 *
 * @throws IapError `INVALID_PAYLOAD` if there is no list, or if all its products are unusable, which is not an empty
 * shop
 */
export function readProductList(answer: unknown, warned?: Set<string>): ProductItemListWire {
  const list = readList<ProductItemListWire>('getProductItemList', 'products', PRODUCT, answer, warned);
  const hadProducts = (answer as ProductItemListWire).products.length > 0;
  if (hadProducts && list.products.length === 0)
    throw unusableAnswer('getProductItemList', 'no product has a sku');
  return list;
}
