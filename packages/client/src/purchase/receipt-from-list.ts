import { KRW, KRW_FRACTION, type PurchaseResult } from '@ait-iap/protocol';
import type { HostSession } from '../bridge/host-session.js';
import { listProducts } from '../host/list-products.js';

/**
 * What to show about an order whose own details the Toss app did not send: a recovered one, or one whose last event
 * was lost. Taken from the product list of today; empty where the product is not on it any more.
 */
export async function receiptFromList(
  session: HostSession,
  { orderId, sku }: { readonly orderId: string; readonly sku: string },
): Promise<PurchaseResult> {
  const list = await listProducts(session).catch(() => undefined);
  const product = list?.products.find((item) => item.sku === sku);
  const displayAmount = product?.displayAmount ?? '';
  return {
    orderId,
    displayName: product?.displayName ?? '',
    displayAmount,
    // The platform sells in whole won only: the digits are the amount.
    amount: Number(displayAmount.replace(/\D/g, '')),
    currency: KRW,
    fraction: KRW_FRACTION,
    miniAppIconUrl: null,
  };
}
