import { formatKrw, salePrice } from '@ait-iap/protocol';
import type { Command } from 'commander';
import type { CatalogProduct } from '../world/catalog-product.js';
import { type CommonFlags, clientCommand, tell } from './client-command.js';
import { columns } from './columns.js';
import type { Output } from './console-output.js';

/** `products`: the catalogue. */
export function productsCommand(output: Output): Command {
  return clientCommand('products', '상품을 보여줘요. (Lists the products.)').action((flags: CommonFlags) =>
    tell(output, flags, async (client) => {
      const data = await client.send<{ products: CatalogProduct[] }>('GET', '/products');
      return { data, words: columns(data.products.map(row)) };
    }),
  );
}

function row({ sku, type, name, supplyPrice }: CatalogProduct): string[] {
  return [sku, type, formatKrw(salePrice(supplyPrice)), name];
}
