import { formatKrw, type LocalizedText } from '@ait-iap/protocol';
import { offerOf } from '../app-market/subscriptions/price-of.js';
import type { CatalogProduct } from '../world/catalog-product.js';
import type { Order } from '../world/order.js';
import type { OrderSheet } from './payment-sheet.js';

/** What the order sheet shows before the payment. The price is the one that will be charged. */
export function toOrderSheet(
  order: Order,
  product: CatalogProduct,
  armed: readonly LocalizedText[],
): OrderSheet {
  const offer = offerOf(product, order.offerId);
  return {
    orderId: order.orderId,
    sku: order.sku,
    type: order.kind,
    displayName: product.name,
    displayAmount: formatKrw(order.amount),
    description: product.description,
    iconUrl: product.iconUrl,
    ...(product.type === 'SUBSCRIPTION' && { renewalCycle: product.renewalCycle }),
    ...(offer !== undefined && { offer: `${OFFER_WORDS[offer.type]} ${offer.period}` }),
    ...(armed.length > 0 && { armed }),
  };
}

const OFFER_WORDS = {
  FREE_TRIAL: '무료 체험',
  NEW_SUBSCRIPTION: '첫 구독 할인',
  RETURNING: '다시 구독 할인',
} as const;
