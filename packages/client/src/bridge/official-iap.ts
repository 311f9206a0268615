/** What the official `createOneTimePurchaseOrder` and `createSubscriptionPurchaseOrder` are passed here. */
interface OfficialPurchase {
  options: {
    sku: string;
    offerId?: string | null;
    processProductGrant(params: { orderId: string; subscriptionId?: string }): Promise<boolean>;
  };
  onEvent(event: unknown): void;
  onError(error: unknown): void;
}

/**
 * The official SDK's `IAP` object, as far as a bridge needs it: any 2.x or 3.x line, WebView or React Native.
 *
 * Old lines lack the later functions. A list or a subscription's state is then answered with nothing, as the official
 * SDK does below a minimum version; a purchase or `completeProductGrant` fails with `UNSUPPORTED_APP_VERSION`.
 */
export interface OfficialIap {
  createOneTimePurchaseOrder(params: OfficialPurchase): () => void;
  getProductItemList(): Promise<unknown>;
  createSubscriptionPurchaseOrder?(params: OfficialPurchase): () => void;
  getPendingOrders?(): Promise<unknown>;
  getCompletedOrRefundedOrders?(params?: { key?: string | null }): Promise<unknown>;
  completeProductGrant?(params: { params: { orderId: string } }): Promise<unknown>;
  getSubscriptionInfo?(params: { params: { orderId: string } }): Promise<unknown>;
}

type ConstantSource = string | (() => string);

/** What the official SDK exports beside `IAP` and this package also uses; all of it can be passed as it is. */
export interface OfficialConstants {
  /** `toss` or `sandbox`. */
  readonly getOperationalEnvironment?: ConstantSource;
  /** `ios` or `android`. */
  readonly getPlatformOS?: ConstantSource;
  /** Such as `5.248.0`. */
  readonly getTossAppVersion?: ConstantSource;
  /** The native storage, in which an unsettled order is remembered over a restart. */
  readonly Storage?: {
    getItem(key: string): Promise<string | null>;
    setItem(key: string, value: string): Promise<void>;
    removeItem(key: string): Promise<void>;
  };
}
