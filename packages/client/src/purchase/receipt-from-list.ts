import { KRW, KRW_FRACTION, type PurchaseResult } from '@ait-iap/protocol';
import type { HostSession } from '../bridge/host-session.js';
import { listProducts } from '../host/list-products.js';

/**
 * Details of an order for which the Toss app sent none: a recovered order, or one whose last event was lost. They come
 * from the current product list. Empty if the product is no longer on it.
 */
export async function receiptFromList(
  session: HostSession,
  { orderId, sku }: { readonly orderId: string; readonly sku: string },
): Promise<PurchaseResult> {
  const list = await listProducts(session).catch(() => undefined);
  const { displayName = '', displayAmount = '' } = list?.products.find((item) => item.sku === sku) ?? {};
  return {
    orderId,
    displayName,
    displayAmount,
    // The platform sells only in whole won, so the digits of the first number are the amount.
    amount: Number.parseInt(displayAmount.replace(/^\D+|[,.]/g, ''), 10) || 0,
    currency: KRW,
    fraction: KRW_FRACTION,
    miniAppIconUrl: null,
  };
}
