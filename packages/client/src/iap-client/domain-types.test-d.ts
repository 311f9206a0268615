import type {
  GrantedOutcome,
  HistoryOrder,
  IapClient,
  Offer,
  PendingOrder,
  Product,
  Subscription,
} from '../index.js';
import { getPendingOrders, getSubscriptionInfo } from '../index.js';

declare const iap: IapClient;
declare const product: Product;
declare const offer: Offer;
declare const pending: PendingOrder;
declare const order: HistoryOrder;
declare const subscription: Subscription;
declare const outcome: GrantedOutcome;

/** A misspelled field does not compile, in any answer of the client. */
export const mistyped = [
  // @ts-expect-error
  product.displayAmout,
  // @ts-expect-error
  offer.displayAmout,
  // @ts-expect-error
  pending.orderID,
  // @ts-expect-error
  order.state,
  // @ts-expect-error
  subscription.isAccesible,
  // @ts-expect-error
  outcome.receipt?.displayAmout,
];

/** The same for the answers of the drop-in functions. */
export async function mistypedDropIn(): Promise<unknown> {
  return [
    // @ts-expect-error
    (await getPendingOrders())?.orders[0]?.orderID,
    // @ts-expect-error
    (await getSubscriptionInfo({ params: { orderId: 'a' } }))?.subscription?.isAccesible,
  ];
}

/** Answers of the client are readonly. */
export function change(): void {
  // @ts-expect-error
  product.displayAmount = '0원';
  // @ts-expect-error
  product.offers.push(offer);
  // @ts-expect-error
  order.status = 'REFUNDED';
}

/** Unknown fields are under one name, with the type unknown. */
export const badge: unknown = product.extra.badge;

/** Times are dates, and unknown states are values. */
export const times: (Date | undefined)[] = [
  pending.paymentCompletedDate,
  order.date,
  subscription.expiresAt,
  subscription.gracePeriodExpiresAt,
];
export const access: boolean | 'unknown' = subscription.isAccessible;

/** The functions answer these types. */
export async function answers(): Promise<void> {
  const products: readonly Product[] = await iap.products();
  const orders: AsyncIterable<HistoryOrder> = iap.orders();
  const info: Subscription = await iap.subscriptionInfo('order');
  console.log(products, orders, info);
}
