/**
 * Types under the names that the official SDK exports them by, so that its type imports migrate as its functions do.
 * The names of the products come from `@ait-iap/protocol` as they are; `IAP` speaks in these types.
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
