import type { CatalogProduct } from '../../world/catalog-product.js';
import type { World } from '../../world/world.js';

/** Products whose name or sku holds the text, in any case of letters. */
export function productsNamed(world: World, text: string): readonly CatalogProduct[] {
  const wanted = text.trim().toLowerCase();
  return world
    .products()
    .filter(({ name, sku }) => name.toLowerCase().includes(wanted) || sku.toLowerCase().includes(wanted));
}

/** What a row of the console calls a product; one that was removed has its sku only. */
export function productNames(world: World): (sku: string) => string {
  const names = new Map(world.products().map(({ sku, name }) => [sku, name]));
  return (sku) => names.get(sku) ?? sku;
}

/** Shorter beginnings of an order id only say when it was made. */
const ID_BEGINNING = /^[0-9a-f]{8}-[0-9a-f]{4}[0-9a-f-]{0,23}$/i;

/** By 거래 ID or 상품 이름, whichever the text looks like. */
export function idOrProduct(
  world: World,
  text: string,
): { readonly orderIdPrefix?: string; readonly skus?: readonly string[] } {
  const term = text.trim();
  if (term === '') return {};
  if (ID_BEGINNING.test(term)) return { orderIdPrefix: term.toLowerCase() };
  return { skus: productsNamed(world, term).map(({ sku }) => sku) };
}
