import type { IapFunction, Platform } from '../bridge/functions.js';

/** The oldest Toss app that can do something, for each platform. */
export type MinimumAppVersion = Readonly<Record<Platform, string>>;

/** What the table has a version for: a function, or one of two abilities inside a function. */
export type VersionedFeature = IapFunction | 'subscriptionsInProductList' | 'productGrant';

/**
 * The oldest Toss app for each function (observed in the official SDK 2.10.8).
 *
 * `subscriptionsInProductList`: below it the list holds one-time items only. `productGrant`: below it a
 * purchase goes the legacy way, and the grant runs after the payment has been closed.
 */
export const MINIMUM_APP_VERSIONS = {
  getProductItemList: { android: '5.219.0', ios: '5.219.0' },
  subscriptionsInProductList: { android: '5.248.0', ios: '5.250.0' },
  createOneTimePurchaseOrder: { android: '5.219.0', ios: '5.219.0' },
  productGrant: { android: '5.231.1', ios: '5.230.0' },
  createSubscriptionPurchaseOrder: { android: '5.248.0', ios: '5.249.0' },
  getPendingOrders: { android: '5.234.0', ios: '5.231.0' },
  getCompletedOrRefundedOrders: { android: '5.231.0', ios: '5.231.0' },
  completeProductGrant: { android: '5.233.0', ios: '5.233.0' },
  getSubscriptionInfo: { android: '5.253.0', ios: '5.250.0' },
} as const satisfies Record<VersionedFeature, MinimumAppVersion>;
