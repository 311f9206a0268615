import type { FunctionSupport } from '../bridge/iap-bridge.js';
import type { IapProductListItem } from '../products/product-list.js';
import type { KnownSubscriptionStatus } from '../subscription/subscription-status.js';

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

/** The order that a function is about, in the official SDK's double wrapping. */
export interface OfficialOrderParams {
  params: { orderId: string };
}

/** What `getPendingOrders` promises. */
export interface OfficialPendingOrders {
  orders: { orderId: string; sku: string; paymentCompletedDate: string }[];
}

/** What `getCompletedOrRefundedOrders` promises: one page of the history. */
export interface OfficialHistoryPage {
  hasNext: boolean;
  nextKey?: string | null;
  orders: { orderId: string; sku: string; status: 'COMPLETED' | 'REFUNDED'; date: string }[];
}

/** The state of a subscription. */
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

/**
 * The official SDK's object `IAP`, in its types. They promise more than an app keeps: below a function's minimum version the lists
 * answer `undefined` in line 2.x, and a subscription's status may be a word that came later.
 */
export interface OfficialIap<OneTime = OfficialOneTimeParams, Subscription = OfficialSubscriptionParams> {
  createOneTimePurchaseOrder: ((params: OneTime) => () => void) & FunctionSupport;
  createSubscriptionPurchaseOrder: ((params: Subscription) => () => void) & FunctionSupport;
  getProductItemList: (() => Promise<{ products: IapProductListItem[] }>) & FunctionSupport;
  getPendingOrders: (() => Promise<OfficialPendingOrders>) & FunctionSupport;
  getCompletedOrRefundedOrders: ((params?: { key?: string | null }) => Promise<OfficialHistoryPage>) &
    FunctionSupport;
  completeProductGrant: ((params: OfficialOrderParams) => Promise<boolean>) & FunctionSupport;
  getSubscriptionInfo: ((params: OfficialOrderParams) => Promise<{ subscription: OfficialSubscription }>) &
    FunctionSupport;
}
