import type { OfficialIap } from '@ait-iap/protocol';
import { createOneTimePurchaseOrder, createSubscriptionPurchaseOrder } from './create-purchase-order.js';
import { getCompletedOrRefundedOrders, getPendingOrders, getProductItemList } from './list-functions.js';
import { completeProductGrant, getSubscriptionInfo } from './order-functions.js';
import type { OneTimePurchaseParams, SubscriptionPurchaseParams } from './purchase-params.js';

/**
 * The official SDK's object with its types, so that only the import has to change. The single functions have more exact
 * types, with `undefined`.
 */
export type OfficialShape = OfficialIap<OneTimePurchaseParams, SubscriptionPurchaseParams>;

/** All drop-in functions, with the name and the types of the official SDK's `IAP`. */
export const IAP: OfficialShape = {
  createOneTimePurchaseOrder,
  createSubscriptionPurchaseOrder,
  getProductItemList,
  getPendingOrders,
  getCompletedOrRefundedOrders,
  completeProductGrant,
  getSubscriptionInfo,
  // A mark for `officialSdkBridge`, which would otherwise call itself. With a symbol as the key, bundlers could not
  // drop the object.
  'ait-iap': true,
} as OfficialShape;
