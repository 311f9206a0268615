import { formatKrw, KRW, KRW_FRACTION } from '@ait-iap/protocol';
import type { CatalogProduct } from '../world/catalog-product.js';
import type { Order } from '../world/order.js';

/** The `data` of the success event, and the answer of the legacy purchase. */
export function toPurchaseResult(order: Order, product: CatalogProduct | undefined) {
  return {
    orderId: order.orderId,
    displayName: product?.name ?? order.sku,
    displayAmount: formatKrw(order.amount),
    amount: order.amount,
    currency: KRW,
    fraction: KRW_FRACTION,
    miniAppIconUrl: null,
  };
}
