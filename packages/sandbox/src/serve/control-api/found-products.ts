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
