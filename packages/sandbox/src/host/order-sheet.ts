import { formatKrw, type LocalizedText, salePrice } from '@ait-iap/protocol';
import { offerOf } from '../app-market/subscriptions/price-of.js';
import type { CatalogProduct } from '../world/catalog-product.js';
import type { Order } from '../world/order.js';
import { offerInWords } from './offer-words.js';
import type { OrderSheet } from './payment-sheet.js';

/** What the order sheet shows before the payment. The price is the one that will be charged. */
export function toOrderSheet(
  order: Order,
  product: CatalogProduct,
  armed: readonly LocalizedText[],
): OrderSheet {
  const offer = offerOf(product, order.offerId);
  const displayAmount = formatKrw(order.amount);
  const usual = formatKrw(salePrice(product.supplyPrice));
  return {
    orderId: order.orderId,
    sku: order.sku,
    type: order.kind,
    displayName: product.name,
    displayAmount,
    description: product.description,
    iconUrl: product.iconUrl,
    ...(product.type === 'SUBSCRIPTION' && { renewalCycle: product.renewalCycle }),
    ...(offer !== undefined && { offer: offerInWords(offer, displayAmount, usual) }),
    ...(armed.length > 0 && { armed }),
  };
}
