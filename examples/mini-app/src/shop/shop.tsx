import type { OwnedProduct, Product } from '@ait-iap/client';
import type { ListState } from '@ait-iap/client/react';
import { ProductCard } from './product-card.js';

/** Buys a product; a subscription with one of its offers, if one is given. */
export type Buy = (product: Product, offerId?: string) => void;

interface Props {
  readonly products: ListState<Product>;
  readonly owned: readonly OwnedProduct[];
  readonly busy: boolean;
  readonly onBuy: Buy;
}

export function Shop({ products, owned, busy, onBuy }: Props) {
  if (products.status === 'loading') return <p className="quiet">상품을 불러오고 있어요</p>;
  const isOwned = (sku: string) => owned.some((item) => item.sku === sku && item.access === 'owned');
  return (
    <ul className="products">
      {products.items.map((product) => (
        <ProductCard
          key={product.sku}
          product={product}
          isOwned={isOwned(product.sku)}
          busy={busy}
          onBuy={onBuy}
        />
      ))}
    </ul>
  );
}
