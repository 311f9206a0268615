import { salePrice } from '@ait-iap/protocol';
import type { CatalogProduct } from '../../world/catalog-product.js';

/** A product as it is answered: with what the user pays. */
export type PricedProduct = CatalogProduct & { readonly salePrice: number };

/** Adds what follows from the product. */
export function shownProduct(product: CatalogProduct): PricedProduct {
  return { ...product, salePrice: salePrice(product.supplyPrice) };
}
