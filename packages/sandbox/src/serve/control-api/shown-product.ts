import { salePrice } from '@ait-iap/protocol';
import type { CatalogProduct } from '../../world/catalog-product.js';

/** A product as it is answered, with the sale price. */
export type PricedProduct = CatalogProduct & { readonly salePrice: number };

/** Adds the values that are derived from the product. */
export function shownProduct(product: CatalogProduct): PricedProduct {
  return { ...product, salePrice: salePrice(product.supplyPrice) };
}
