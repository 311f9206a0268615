import type * as Official from '@apps-in-toss/web-bridge';
import type * as Ours from '../index.js';

/** Compiles only if `From` is assignable to `To`. */
type Fits<From extends To, To> = From;

/** Values of these types are assignable in both directions. */
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

/** Our functions accept what migrated code passes. Not the other way round, because our grant callback gets more. */
export type Taken = [
  Fits<Official.IapCreateOneTimePurchaseOrderOptions, Ours.IapCreateOneTimePurchaseOrderOptions>,
  Fits<Official.CreateSubscriptionPurchaseOrderOptions, Ours.CreateSubscriptionPurchaseOrderOptions>,
  // @ts-expect-error The official SDK tells a grant callback only the order id.
  Fits<Ours.IapCreateOneTimePurchaseOrderOptions, Official.IapCreateOneTimePurchaseOrderOptions>,
];

/**
 * Migrated code accepts the results of our functions. Not the other way round, because our status is one of six words.
 */
export type Answered = [
  Fits<Ours.IapSubscriptionInfoResult, Official.IapSubscriptionInfoResult>,
  Fits<Ours.IapSubscriptionInfoResponse, Official.IapSubscriptionInfoResponse>,
  // @ts-expect-error The status of the official web package is any text.
  Fits<Official.IapSubscriptionInfoResult, Ours.IapSubscriptionInfoResult>,
];
