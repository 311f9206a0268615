import type { OfficialIap } from '@ait-iap/protocol';
import { createOneTimePurchaseOrder, createSubscriptionPurchaseOrder } from './create-purchase-order.js';
import { getCompletedOrRefundedOrders, getPendingOrders, getProductItemList } from './list-functions.js';
import { completeProductGrant, getSubscriptionInfo } from './order-functions.js';
import type { OneTimePurchaseParams, SubscriptionPurchaseParams } from './purchase-params.js';

/**
 * The official SDK's object, in its types, so that changing the import is the whole migration. The functions by themselves have the
 * honest types.
 */
export type OfficialShape = OfficialIap<OneTimePurchaseParams, SubscriptionPurchaseParams>;

/** All drop-in functions under the name and in the types of the official SDK's `IAP`. */
export const IAP: OfficialShape = {
  createOneTimePurchaseOrder,
  createSubscriptionPurchaseOrder,
  getProductItemList,
  getPendingOrders,
  getCompletedOrRefundedOrders,
  completeProductGrant,
  getSubscriptionInfo,
  // For `officialSdkBridge`, which would ask itself. A symbol as key would keep bundlers from dropping the object.
  'ait-iap': true,
} as OfficialShape;
