/**
 * Types with the names of the official SDK, so that type imports migrate like function imports. The product types come
 * unchanged from `@ait-iap/protocol`. `IAP` uses these types.
 */
import type { OfficialHistoryPage, OfficialSubscription } from '@ait-iap/protocol';
import type { OneTimePurchaseParams, SubscriptionPurchaseParams } from './purchase-params.js';

/** The official name of {@link OneTimePurchaseParams}. */
export type IapCreateOneTimePurchaseOrderOptions = OneTimePurchaseParams;

/** The official name of {@link SubscriptionPurchaseParams}. */
export type CreateSubscriptionPurchaseOrderOptions = SubscriptionPurchaseParams;

/** What `IAP.getCompletedOrRefundedOrders` promises: one page of the history. */
export type CompletedOrRefundedOrdersResult = OfficialHistoryPage;

/** What `IAP.getSubscriptionInfo` promises. */
export type IapSubscriptionInfoResponse = { subscription: OfficialSubscription };

/** The state of a subscription, as `IAP.getSubscriptionInfo` promises it. */
export type IapSubscriptionInfoResult = OfficialSubscription;
