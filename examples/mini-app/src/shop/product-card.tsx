import type { IapProductListItem } from '@ait-iap/client';

interface Props {
  readonly product: IapProductListItem;
  readonly busy: boolean;
  readonly onBuy: (sku: string) => void;
}

export function ProductCard({ product, busy, onBuy }: Props) {
  return (
    <li className="product">
      <img src={product.iconUrl} alt="" width="56" height="56" />
      <div className="product-text">
        <strong>{product.displayName}</strong>
        <span>{product.description}</span>
      </div>
      <button type="button" disabled={busy} onClick={() => onBuy(product.sku)}>
        {product.displayAmount}
      </button>
    </li>
  );
}
