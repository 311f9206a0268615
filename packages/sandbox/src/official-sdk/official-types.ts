import type { IapProductListItem, KnownSubscriptionStatus } from '@ait-iap/protocol';
import type { VersionGate } from './version-gate.js';

/** `data` of a success event, as the official SDK types it. */
export interface OfficialPurchaseResult {
  orderId: string;
  displayName: string;
  displayAmount: string;
  amount: number;
  currency: string;
  fraction: number;
  miniAppIconUrl: string | null;
}

/** The event of a purchase that is finished. */
export interface OfficialSuccessEvent {
  type: 'success';
  data: OfficialPurchaseResult;
}

type Grant<Params> = (params: Params) => boolean | Promise<boolean>;

/** Parameters of `createOneTimePurchaseOrder`. */
export interface OfficialOneTimeParams {
  options: ({ sku: string } | { productId: string; sku?: string }) & {
    processProductGrant: Grant<{ orderId: string }>;
  };
  onEvent: (event: OfficialSuccessEvent) => void | Promise<void>;
  onError: (error: unknown) => void | Promise<void>;
}

/** Parameters of `createSubscriptionPurchaseOrder`. */
export interface OfficialSubscriptionParams {
  options: {
    sku: string;
    offerId?: string | null;
    processProductGrant: Grant<{ orderId: string; subscriptionId?: string }>;
  };
  onEvent: (event: OfficialSuccessEvent) => void | Promise<void>;
  onError: (error: unknown) => void | Promise<void>;
}

/** A page of the history, as the official SDK types it. */
export interface OfficialHistoryPage {
  hasNext: boolean;
  nextKey?: string | null;
  orders: { orderId: string; sku: string; status: 'COMPLETED' | 'REFUNDED'; date: string }[];
}

/** The state of a subscription, as the official SDK types it. */
export interface OfficialSubscription {
  catalogId: number;
  status: KnownSubscriptionStatus;
  expiresAt: string | null;
  isAutoRenew: boolean;
  gracePeriodExpiresAt: string | null;
  isAccessible: boolean;
}

type OneTimePurchase = (params: OfficialOneTimeParams) => () => void;
type SubscriptionPurchase = (params: OfficialSubscriptionParams) => () => void;
type ProductList = () => Promise<{ products: IapProductListItem[] }>;
type PendingOrders = () => Promise<{
  orders: { orderId: string; sku: string; paymentCompletedDate: string }[];
}>;
type History = (params?: { key?: string | null }) => Promise<OfficialHistoryPage>;
type CompleteGrant = (params: { params: { orderId: string } }) => Promise<boolean>;
type SubscriptionInfo = (params: {
  params: { orderId: string };
}) => Promise<{ subscription: OfficialSubscription }>;

/**
 * The official `IAP` object. As in the official types, no answer says that it is `undefined` below the minimum version,
 * which it is in line 2.x.
 */
export interface OfficialIap {
  createOneTimePurchaseOrder: OneTimePurchase & VersionGate;
  createSubscriptionPurchaseOrder: SubscriptionPurchase & VersionGate;
  getProductItemList: ProductList & VersionGate;
  getPendingOrders: PendingOrders & VersionGate;
  getCompletedOrRefundedOrders: History & VersionGate;
  completeProductGrant: CompleteGrant & VersionGate;
  getSubscriptionInfo: SubscriptionInfo & VersionGate;
}
