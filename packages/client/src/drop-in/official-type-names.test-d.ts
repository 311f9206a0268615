import type * as Official from '@apps-in-toss/web-bridge';
import type * as Ours from '../index.js';

/** Compiles only where a `From` can stand for a `To`. */
type Fits<From extends To, To> = From;

/** Values of these may be handed over in both directions. */
export type BothWays = [
  Fits<Ours.CompletedOrRefundedOrdersResult, Official.CompletedOrRefundedOrdersResult>,
  Fits<Official.CompletedOrRefundedOrdersResult, Ours.CompletedOrRefundedOrdersResult>,
  Fits<Ours.ConsumableProductListItem, Official.ConsumableProductListItem>,
  Fits<Official.ConsumableProductListItem, Ours.ConsumableProductListItem>,
  Fits<Ours.NonConsumableProductListItem, Official.NonConsumableProductListItem>,
  Fits<Official.NonConsumableProductListItem, Ours.NonConsumableProductListItem>,
  Fits<Ours.SubscriptionProductListItem, Official.SubscriptionProductListItem>,
  Fits<Official.SubscriptionProductListItem, Ours.SubscriptionProductListItem>,
];

/** What migrating code builds is taken by our functions. Our grant callback is told more, so not the other way. */
export type Taken = [
  Fits<Official.IapCreateOneTimePurchaseOrderOptions, Ours.IapCreateOneTimePurchaseOrderOptions>,
  Fits<Official.CreateSubscriptionPurchaseOrderOptions, Ours.CreateSubscriptionPurchaseOrderOptions>,
  // @ts-expect-error The official SDK tells a grant callback only the order id.
  Fits<Ours.IapCreateOneTimePurchaseOrderOptions, Official.IapCreateOneTimePurchaseOrderOptions>,
];

/** What our functions answer is what migrating code expects. Our status is one of six words, so not the other way. */
export type Answered = [
  Fits<Ours.IapSubscriptionInfoResult, Official.IapSubscriptionInfoResult>,
  Fits<Ours.IapSubscriptionInfoResponse, Official.IapSubscriptionInfoResponse>,
  // @ts-expect-error The status of the official web package is any text.
  Fits<Official.IapSubscriptionInfoResult, Ours.IapSubscriptionInfoResult>,
];
