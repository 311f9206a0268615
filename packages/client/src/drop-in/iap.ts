import type { IapProductListItem, SubscriptionInfo } from '@ait-iap/protocol';
import { createOneTimePurchaseOrder, createSubscriptionPurchaseOrder } from './create-purchase-order.js';
import { getCompletedOrRefundedOrders, getPendingOrders, getProductItemList } from './list-functions.js';
import { completeProductGrant, getSubscriptionInfo, type OrderParams } from './order-functions.js';
import type { OneTimePurchaseParams, SubscriptionPurchaseParams } from './purchase-params.js';

/**
 * The official SDK's object, in its types: they promise more than an app keeps (below a function's minimum version
 * the lists answer `undefined`), and are kept so that changing the import is the whole migration. The functions by
 * themselves have the honest types.
 */
export interface OfficialShape {
  createOneTimePurchaseOrder: (params: OneTimePurchaseParams) => () => void;
  createSubscriptionPurchaseOrder: (params: SubscriptionPurchaseParams) => () => void;
  getProductItemList: () => Promise<{ products: IapProductListItem[] }>;
  getPendingOrders: () => Promise<{
    orders: { orderId: string; sku: string; paymentCompletedDate: string }[];
  }>;
  getCompletedOrRefundedOrders: (params?: { key?: string | null }) => Promise<{
    hasNext: boolean;
    nextKey?: string | null;
    orders: { orderId: string; sku: string; status: 'COMPLETED' | 'REFUNDED'; date: string }[];
  }>;
  completeProductGrant: (params: OrderParams) => Promise<boolean>;
  getSubscriptionInfo: (params: OrderParams) => Promise<{ subscription: SubscriptionInfo }>;
}

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
