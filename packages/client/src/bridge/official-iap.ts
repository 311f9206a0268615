/** The parameters for the official `createOneTimePurchaseOrder` and `createSubscriptionPurchaseOrder`. */
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
 * The parts of the official SDK's `IAP` object that a bridge needs: any 2.x or 3.x line, WebView or React Native.
 *
 * Old lines lack the later functions. A list or a subscription's state is then answered with nothing, as in the
 * official SDK below a minimum version. A purchase or `completeProductGrant` fails with `UNSUPPORTED_APP_VERSION`.
 * Functions of 3.x have `isSupported()` and `MIN_TOSS_APP_VERSION`, which have priority over the version table of 2.x.
 */
export interface OfficialIapLike {
  createOneTimePurchaseOrder(params: OfficialPurchase): () => void;
  getProductItemList(): Promise<unknown>;
  createSubscriptionPurchaseOrder?(params: OfficialPurchase): () => void;
  getPendingOrders?(): Promise<unknown>;
  getCompletedOrRefundedOrders?(params?: { key?: string | null }): Promise<unknown>;
  completeProductGrant?(params: { params: { orderId: string } }): Promise<unknown>;
  getSubscriptionInfo?(params: { params: { orderId: string } }): Promise<unknown>;
}
