/**
 * In-app purchase for Apps in Toss mini-apps: the official SDK's functions, and a client that loses no purchase, grants
 * none twice, and never lets a user pay twice.
 *
 * React hooks are in `@ait-iap/client/react`, a ready grant callback in `@ait-iap/client/http-grant`. The sandbox is a
 * separate package, so that none of it can reach a production bundle.
 *
 * @packageDocumentation
 */

// Types of `@ait-iap/protocol` that these functions use, so that a mini-app needs no second import.
export type {
  Clock,
  ConsumableProductListItem,
  FunctionSupport,
  HistoryOrderWire,
  HistoryPageWire,
  HostEmitter,
  IapBridge,
  IapBridgeListener,
  IapProductListItem,
  LocalizedText,
  NonConsumableProductListItem,
  OfficialOrderParams,
  OfficialSubscription,
  PendingOrdersWire,
  PendingOrderWire,
  PurchaseResult,
  SubscriptionInfo,
  SubscriptionInfoAnswer,
  SubscriptionProductListItem,
  VersionedFeature,
  WebViewWindow,
} from '@ait-iap/protocol';
export { setBridge } from './bridge/default-bridge.js';
export type { OfficialConstants } from './bridge/official-constants.js';
export type { OfficialIapLike } from './bridge/official-iap.js';
export { officialSdkBridge } from './bridge/official-sdk-bridge.js';
export { webViewBridge } from './bridge/web-view-bridge.js';
export type { LockReason, ProductLock } from './desk/product-lock.js';
export type { RecoveredOrder } from './desk/recovered-order.js';
export {
  createOneTimePurchaseOrder,
  createSubscriptionPurchaseOrder,
} from './drop-in/create-purchase-order.js';
export type { DropInFunction } from './drop-in/drop-in-function.js';
export { IAP, type OfficialShape } from './drop-in/iap.js';
export {
  getCompletedOrRefundedOrders,
  getPendingOrders,
  getProductItemList,
} from './drop-in/list-functions.js';
export type {
  CompletedOrRefundedOrdersResult,
  CreateSubscriptionPurchaseOrderOptions,
  IapCreateOneTimePurchaseOrderOptions,
  IapSubscriptionInfoResponse,
  IapSubscriptionInfoResult,
} from './drop-in/official-type-names.js';
export { completeProductGrant, getSubscriptionInfo } from './drop-in/order-functions.js';
export type {
  OneTimePurchaseParams,
  SkuOption,
  SubscriptionPurchaseParams,
  SuccessEvent,
} from './drop-in/purchase-params.js';
export { type Charged, ERROR_CATEGORIES, type ErrorCategory } from './errors/error-category.js';
export type { ClientErrorCode, ErrorCode, KnownErrorCode } from './errors/error-code.js';
export { type ErrorPage, type ErrorPageAction, errorPage } from './errors/error-page.js';
export { IapError, type IapErrorDetails, isIapError } from './errors/iap-error.js';
export { type ErrorRoutes, routeIapError } from './errors/route-iap-error.js';
export { toIapError } from './errors/to-iap-error.js';
export type { GrantCallback, GrantContext, GrantDecision } from './grant/grant-callback.js';
export type { HistoryOrder } from './host/history-order.js';
export type { OwnedProduct } from './host/owned-products.js';
export type { PendingOrder } from './host/pending-order.js';
export type { Offer, Product } from './host/product.js';
export type { Subscription } from './host/subscription.js';
export {
  createIapClient,
  type IapClient,
  type IapClientOptions,
  type PurchaseOptions,
  type SubscribeOptions,
  type WaitOptions,
} from './iap-client/create-iap-client.js';
export { DEFAULT_GRANT_TIMEOUT_MS, DEFAULT_RECOVERY_CONCURRENCY } from './limits/limits.js';
export type {
  CanceledOutcome,
  FailedOutcome,
  GrantedOutcome,
  PendingOutcome,
  PurchaseOutcome,
} from './purchase/outcome.js';
export type { PurchaseRun } from './purchase/start-purchase.js';
export type { RecoverOptions, RecoveryReport } from './recovery/recover.js';
