/** The parameters for the official `createOneTimePurchaseOrder` and `createSubscriptionPurchaseOrder`. */
interface OfficialPurchase {
  /** The product, its offer, and the callback that the official SDK asks after the payment. */
  options: {
    sku: string;
    offerId?: string | null;
    processProductGrant(params: { orderId: string; subscriptionId?: string }): Promise<boolean>;
  };
  /** Called with `{ type: 'success', data }` when the official SDK reports the end of a granted purchase. */
  onEvent(event: unknown): void;
  /** Called with the error of the official SDK, whose form differs between its versions. The user may have paid. */
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
  /** Opens the order sheet of a one-time product. Returns a function that stops listening. */
  createOneTimePurchaseOrder(params: OfficialPurchase): () => void;
  /** Lists the products. */
  getProductItemList(): Promise<unknown>;
  /** Opens the order sheet of a subscription. Returns a function that stops listening. */
  createSubscriptionPurchaseOrder?(params: OfficialPurchase): () => void;
  /** Lists the orders that are paid and not confirmed. */
  getPendingOrders?(): Promise<unknown>;
  /** Reads one page of the history. `key` is the `nextKey` of the page before. */
  getCompletedOrRefundedOrders?(params?: { key?: string | null }): Promise<unknown>;
  /** Confirms to the Toss app that an order is granted. This cannot be undone. */
  completeProductGrant?(params: { params: { orderId: string } }): Promise<unknown>;
  /** Reads the state of the subscription of an order. */
  getSubscriptionInfo?(params: { params: { orderId: string } }): Promise<unknown>;
}
