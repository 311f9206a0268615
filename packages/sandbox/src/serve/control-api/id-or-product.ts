import type { CatalogProduct } from '../../world/catalog-product.js';
import type { World } from '../../world/world.js';

/** Products whose name or sku contains the text, in upper or lower case. */
export function productsNamed(world: World, text: string): readonly CatalogProduct[] {
  const wanted = text.trim().toLowerCase();
  return world
    .products()
    .filter(({ name, sku }) => name.toLowerCase().includes(wanted) || sku.toLowerCase().includes(wanted));
}

/** The name of a product in a row of the console. A removed product has only its sku. */
export function productNames(world: World): (sku: string) => string {
  const names = new Map(world.products().map(({ sku, name }) => [sku, name]));
  return (sku) => names.get(sku) ?? sku;
}

/** A shorter prefix of an order id only tells when it was created. */
const ID_BEGINNING = /^[0-9a-f]{8}-[0-9a-f]{4}[0-9a-f-]{0,23}$/i;

/** Searches by 거래 ID or by 상품 이름, depending on what the text looks like. */
export function idOrProduct(
  world: World,
  text: string,
): { readonly orderIdPrefix?: string; readonly skus?: readonly string[] } {
  const term = text.trim();
  if (term === '') return {};
  if (ID_BEGINNING.test(term)) return { orderIdPrefix: term.toLowerCase() };
  return { skus: productsNamed(world, term).map(({ sku }) => sku) };
}
