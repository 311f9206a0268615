/** The functions that a mini-app calls, by their official names. */
export const IAP_FUNCTIONS = [
  'getProductItemList',
  'createOneTimePurchaseOrder',
  'createSubscriptionPurchaseOrder',
  'getPendingOrders',
  'getCompletedOrRefundedOrders',
  'completeProductGrant',
  'getSubscriptionInfo',
] as const;

/** One of {@link IAP_FUNCTIONS}. */
export type IapFunction = (typeof IAP_FUNCTIONS)[number];

/**
 * What a page calls with a `method` message: asked once, answered once (observed in the official SDK 2.10.8).
 *
 * `iapCreateOneTimePurchaseOrder` is the legacy purchase without a product grant. The storage methods and the time are not
 * part of in-app purchase: a client keeps what it must not forget there, and asks by which clock orders are dated.
 */
export const BRIDGE_METHODS = [
  'iapGetProductItemList',
  'iapCreateOneTimePurchaseOrder',
  'processProductGrant',
  'getPendingOrders',
  'getCompletedOrRefundedOrders',
  'completeProductGrant',
  'getSubscriptionInfo',
  'getStorageItem',
  'setStorageItem',
  'removeStorageItem',
  'getServerTime',
] as const;

/** One of {@link BRIDGE_METHODS}. */
export type BridgeMethod = (typeof BRIDGE_METHODS)[number];

/** What a page listens to with an `addEventListener` message (observed in the official SDK 2.10.8). */
export const BRIDGE_EVENTS = ['requestOneTimePurchase', 'requestSubscriptionPurchase'] as const;

/** One of {@link BRIDGE_EVENTS}. */
export type BridgeEvent = (typeof BRIDGE_EVENTS)[number];

/** The plain values of the host that in-app purchase reads (observed in the official SDK 2.10.8). */
export const BRIDGE_CONSTANTS = ['getOperationalEnvironment', 'getPlatformOS', 'getTossAppVersion'] as const;

/** One of {@link BRIDGE_CONSTANTS}. */
export type BridgeConstant = (typeof BRIDGE_CONSTANTS)[number];

/** What `getOperationalEnvironment` says: the Toss app, or the sandbox app for developers. */
export const OPERATIONAL_ENVIRONMENTS = ['toss', 'sandbox'] as const;

/** One of {@link OPERATIONAL_ENVIRONMENTS}. */
export type OperationalEnvironment = (typeof OPERATIONAL_ENVIRONMENTS)[number];

/** What `getPlatformOS` says. */
export const PLATFORMS = ['ios', 'android'] as const;

/** One of {@link PLATFORMS}. */
export type Platform = (typeof PLATFORMS)[number];
