import type { IapProductListItem, KnownSubscriptionStatus } from '@ait-iap/protocol';
import { createOneTimePurchaseOrder, createSubscriptionPurchaseOrder } from './create-purchase-order.js';
import type { DropInFunction } from './drop-in-function.js';
import { getCompletedOrRefundedOrders, getPendingOrders, getProductItemList } from './list-functions.js';
import { completeProductGrant, getSubscriptionInfo, type OrderParams } from './order-functions.js';
import type { OneTimePurchaseParams, SubscriptionPurchaseParams } from './purchase-params.js';

/**
 * The official SDK's object, in its types: they promise more than an app keeps (below a function's minimum version
 * the lists answer `undefined`, and a subscription's status may be a word that came later), and are kept so that
 * changing the import is the whole migration. The functions by themselves have the honest types.
 */
export interface OfficialShape {
  createOneTimePurchaseOrder: DropInFunction<(params: OneTimePurchaseParams) => () => void>;
  createSubscriptionPurchaseOrder: DropInFunction<(params: SubscriptionPurchaseParams) => () => void>;
  getProductItemList: DropInFunction<() => Promise<{ products: IapProductListItem[] }>>;
  getPendingOrders: DropInFunction<
    () => Promise<{ orders: { orderId: string; sku: string; paymentCompletedDate: string }[] }>
  >;
  getCompletedOrRefundedOrders: DropInFunction<
    (params?: { key?: string | null }) => Promise<{
      hasNext: boolean;
      nextKey?: string | null;
      orders: { orderId: string; sku: string; status: 'COMPLETED' | 'REFUNDED'; date: string }[];
    }>
  >;
  completeProductGrant: DropInFunction<(params: OrderParams) => Promise<boolean>>;
  getSubscriptionInfo: DropInFunction<
    (params: OrderParams) => Promise<{ subscription: OfficialSubscription }>
  >;
}

/** The state of a subscription in the official SDK's type. */
export interface OfficialSubscription {
  catalogId: number;
  status: KnownSubscriptionStatus;
  /** ISO 8601; null when there is none. */
  expiresAt: string | null;
  isAutoRenew: boolean;
  /** ISO 8601; null when there is none. */
  gracePeriodExpiresAt: string | null;
  /** Whether the user may use the product now. */
  isAccessible: boolean;
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
