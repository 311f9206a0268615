import type { FunctionSupport } from '../bridge/iap-bridge.js';
import type { IapProductListItem } from '../products/product-list.js';
import type { KnownSubscriptionStatus } from '../subscription/subscription-status.js';

/** `data` of a success event, as the official SDK types it. */
export interface OfficialPurchaseResult {
  /** The id of the order. */
  orderId: string;
  /** The name of the product, to show. */
  displayName: string;
  /** The price with its currency, to show. */
  displayAmount: string;
  /** The price as a number. */
  amount: number;
  /** The currency of the price, such as `KRW`. */
  currency: string;
  /** The number of digits after the decimal point of `amount`. */
  fraction: number;
  /** The icon of the mini-app. Null when there is none. */
  miniAppIconUrl: string | null;
}

/** The event of a purchase that is finished. */
export interface OfficialSuccessEvent {
  /** Always `success`. */
  type: 'success';
  /** What was bought. */
  data: OfficialPurchaseResult;
}

/** A grant callback of the official SDK. Answer `true` only when the product is durably granted. */
type Grant<Params> = (params: Params) => boolean | Promise<boolean>;

/** Parameters of `createOneTimePurchaseOrder`. */
export interface OfficialOneTimeParams {
  /** The product, and the callback that grants it. */
  options: ({ sku: string } | { productId: string; sku?: string }) & {
    processProductGrant: Grant<{ orderId: string }>;
  };
  /** Called when the purchase is finished. */
  onEvent: (event: OfficialSuccessEvent) => void | Promise<void>;
  /** Called when the purchase has failed or was left. */
  onError: (error: unknown) => void | Promise<void>;
}

/** Parameters of `createSubscriptionPurchaseOrder`. */
export interface OfficialSubscriptionParams {
  /** The product, its offer if there is one, and the callback that grants it. */
  options: {
    sku: string;
    offerId?: string | null;
    processProductGrant: Grant<{ orderId: string; subscriptionId?: string }>;
  };
  /** Called when the purchase is finished. */
  onEvent: (event: OfficialSuccessEvent) => void | Promise<void>;
  /** Called when the purchase has failed or was left. */
  onError: (error: unknown) => void | Promise<void>;
}

/** The order that a function is about, in the official SDK's double wrapping. */
export interface OfficialOrderParams {
  /** The order. */
  params: { orderId: string };
}

/** What `getPendingOrders` promises. */
export interface OfficialPendingOrders {
  /** The orders. `paymentCompletedDate` is ISO 8601 without a zone. */
  orders: { orderId: string; sku: string; paymentCompletedDate: string }[];
}

/** What `getCompletedOrRefundedOrders` promises: one page of the history. */
export interface OfficialHistoryPage {
  /** Whether there is another page. */
  hasNext: boolean;
  /** The key of the next page. */
  nextKey?: string | null;
  /** The orders. `date` is ISO 8601 without a zone. */
  orders: { orderId: string; sku: string; status: 'COMPLETED' | 'REFUNDED'; date: string }[];
}

/** The state of a subscription. */
export interface OfficialSubscription {
  /** The platform's number for the product. */
  catalogId: number;
  /** The platform's word for the state. */
  status: KnownSubscriptionStatus;
  /** ISO 8601; null when there is none. */
  expiresAt: string | null;
  /** Whether it renews by itself. */
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
  /** Opens the order sheet of a one-time product. Returns a function that stops listening. */
  createOneTimePurchaseOrder: ((params: OneTime) => () => void) & FunctionSupport;
  /** Opens the order sheet of a subscription. Returns a function that stops listening. */
  createSubscriptionPurchaseOrder: ((params: Subscription) => () => void) & FunctionSupport;
  /** Lists the products. */
  getProductItemList: (() => Promise<{ products: IapProductListItem[] }>) & FunctionSupport;
  /** Lists the orders that are paid and not confirmed. */
  getPendingOrders: (() => Promise<OfficialPendingOrders>) & FunctionSupport;
  /** Reads one page of the history. */
  getCompletedOrRefundedOrders: ((params?: { key?: string | null }) => Promise<OfficialHistoryPage>) &
    FunctionSupport;
  /** Confirms to the Toss app that an order is granted. This cannot be undone. */
  completeProductGrant: ((params: OfficialOrderParams) => Promise<boolean>) & FunctionSupport;
  /** Reads the state of the subscription of an order. */
  getSubscriptionInfo: ((params: OfficialOrderParams) => Promise<{ subscription: OfficialSubscription }>) &
    FunctionSupport;
}
