import type { Clock, IapBridge, VersionedFeature } from '@ait-iap/protocol';
import { checkedBridge } from '../bridge/checked-bridge.js';
import { defaultBridge } from '../bridge/default-bridge.js';
import { isSupportedBy, unsupportedAppVersion } from '../bridge/host-environment.js';
import { hostSession } from '../bridge/host-session.js';
import { systemClock } from '../clock/system-clock.js';
import { unlessAborted } from '../clock/unless-aborted.js';
import { lockOf, type ProductLock } from '../desk/product-lock.js';
import type { GrantCallback } from '../grant/grant-callback.js';
import { askSubscriptionInfo } from '../host/ask-subscription-info.js';
import { type HistoryOrder, toHistoryOrder } from '../host/history-order.js';
import { listPendingOrders } from '../host/list-orders.js';
import { listProducts } from '../host/list-products.js';
import { listOwnedProducts, type OwnedProduct } from '../host/owned-products.js';
import { type PendingOrder, toPendingOrder } from '../host/pending-order.js';
import { type Product, toProduct } from '../host/product.js';
import { type Subscription, toSubscription } from '../host/subscription.js';
import { walkOrders } from '../host/walk-orders.js';
import type { PurchaseOutcome } from '../purchase/outcome.js';
import type { PurchaseOrder } from '../purchase/purchase-order.js';
import { type PurchaseRun, startPurchase } from '../purchase/start-purchase.js';
import { type RecoverOptions, type RecoveryReport, recover } from '../recovery/recover.js';
import { abandonOnAbort, checkSignal } from './abandon-on-abort.js';

/** Options of {@link createIapClient}. */
export interface IapClientOptions {
  /**
   * The bridge to the Toss app.
   * @defaultValue the bridge of `setBridge`, of `@ait-iap/sandbox/auto`, or of the WebView, looked up at each call
   */
  readonly bridge?: IapBridge | undefined;
  /**
   * The clock for deadlines.
   * @defaultValue the device's own
   */
  readonly clock?: Clock | undefined;
}

/** Options of a purchase. */
export interface PurchaseOptions {
  /** Grants the product: ask your backend. See {@link GrantCallback} for the meaning of its answer. */
  readonly grant: GrantCallback;
  /**
   * Buys even if an earlier payment for the product did not arrive. Pass `true` only if the user knows about that
   * payment and wants to pay again. If the earlier order is found, it is still granted first. Nothing is opened while
   * another sheet may be open.
   * @defaultValue false
   */
  readonly buyAgain?: boolean | undefined;
  /** Stops waiting. Before the order sheet is open, nothing is opened. After that, the order goes on without the app. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How long the grant callback may take, in milliseconds, 0 to 25,000. A larger value is reduced to that.
   * @defaultValue 25,000
   */
  readonly grantTimeoutMs?: number | undefined;
  /**
   * Called with `true` when an earlier payment for the product is checked before the sheet opens, which takes seconds,
   * and with `false` after that. Show that you are checking the last payment.
   */
  readonly onChecking?: ((checking: boolean) => void) | undefined;
  /**
   * Called with `true` before the order sheet opens and with `false` when it has closed. Pause music and video in
   * between.
   */
  readonly onPaymentVisible?: ((visible: boolean) => void) | undefined;
  /**
   * Called with the end of the order sheet, and again if it says more after the outcome: a sheet without a final message
   * (ORDER_UNRESOLVED), or one that told of an error, may still be paid and granted later.
   */
  readonly onSheetEnded?: ((outcome: PurchaseOutcome) => void) | undefined;
}

/** Options of a subscription purchase. */
export interface SubscribeOptions extends PurchaseOptions {
  /** The offer to use, from the product's `offers`. @defaultValue none: the plain price */
  readonly offerId?: string | null | undefined;
}

/** Options of a call that only asks. */
export interface WaitOptions {
  /** Stops waiting: the call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** In-app purchase over one bridge. Functions reject with an `IapError`, or with the signal's reason after an abort. */
export interface IapClient {
  /** Lists the products that can be bought here, with subscriptions only if the app can sell them. Charges nobody. */
  products(options?: WaitOptions): Promise<readonly Product[]>;
  /**
   * Buys a one-time product. Resolves with exactly one outcome and never rejects. If the outcome is not `granted`, its
   * status and `error.charged` tell whether money has moved.
   */
  purchase(sku: string, options: PurchaseOptions): Promise<PurchaseOutcome>;
  /**
   * Buys a subscription. Resolves with exactly one outcome and never rejects. If the outcome is not `granted`, its
   * status and `error.charged` tell whether money has moved.
   */
  subscribe(sku: string, options: SubscribeOptions): Promise<PurchaseOutcome>;
  /**
   * Starts the purchase of a one-time product, for code that may end while the order sheet is open, such as a
   * component. The run tells the outcome for the app and, separately, the end of the order.
   */
  startPurchase(sku: string, options: PurchaseOptions): PurchaseRun;
  /** The same for a subscription. */
  startSubscription(sku: string, options: SubscribeOptions): PurchaseRun;
  /**
   * Tells whether a tap on the product would open an order sheet now, and if not, why, since when and until when. It
   * uses only what this device knows and asks no list. Charges nobody.
   *
   * @returns `undefined` if the product is not locked
   */
  lockOf(sku: string, options?: WaitOptions): Promise<ProductLock | undefined>;
  /** Grants and confirms all paid orders that are not granted yet. Call it on every start. Charges nobody. */
  recover(options: RecoverOptions): Promise<RecoveryReport>;
  /** Lists the orders that are paid and not confirmed. Charges nobody. */
  pendingOrders(options?: WaitOptions): Promise<readonly PendingOrder[]>;
  /** Iterates over all orders of the history, page by page. Charges nobody. */
  orders(options?: WaitOptions): AsyncIterable<HistoryOrder>;
  /**
   * Lists what the user owns, from the platform's history. Use it to restore purchases on a new device. Charges nobody.
   */
  ownedProducts(options?: WaitOptions): Promise<readonly OwnedProduct[]>;
  /**
   * Returns the state of a subscription. If the app does not know it, that does not mean that it has ended. Charges
   * nobody.
   */
  subscriptionInfo(orderId: string, options?: WaitOptions): Promise<Subscription>;
  /**
   * Tells whether the user's app supports a feature, by its own answer or the platform's version table. Charges nobody.
   * @throws IapError `BRIDGE_NOT_FOUND` without a Toss app, `INVALID_PAYLOAD` if the app does not say its version
   */
  isSupported(feature: VersionedFeature): boolean;
}

/**
 * Creates a client. It does nothing until it is called and does not have to be closed. Two clients over one bridge
 * never open two orders for one product.
 *
 * @throws IapError `INVALID_ARGUMENT` if `bridge` is not a bridge
 *
 * @example
 * const iap = createIapClient();
 * const outcome = await iap.purchase(sku, { grant: httpGrant({ url: 'https://api.example.com/grant' }) });
 */
export function createIapClient({ bridge, clock = systemClock }: IapClientOptions = {}): IapClient {
  const own = checkedBridge(bridge);
  const session = () => hostSession(own ?? defaultBridge(), clock);
  const sessionWith = (feature: VersionedFeature) => {
    const found = session();
    if (!isSupportedBy(found, feature)) throw unsupportedAppVersion(feature);
    return found;
  };
  const start = (feature: PurchaseOrder['feature'], sku: string, options: SubscribeOptions) => {
    const { signal } = options ?? {};
    const findSession = () => {
      checkSignal(signal);
      return session();
    };
    return abandonOnAbort(startPurchase(findSession, { feature, sku, ...options }), signal);
  };
  return {
    async products({ signal } = {}) {
      const found = sessionWith('getProductItemList');
      const list = answered('getProductItemList', await unlessAborted(() => listProducts(found), signal));
      const products = list.products.map(toProduct);
      if (isSupportedBy(found, 'subscriptionsInProductList')) return products;
      return products.filter(({ type }) => type !== 'SUBSCRIPTION');
    },
    purchase: async (sku, options) => start('createOneTimePurchaseOrder', sku, options).outcome,
    subscribe: async (sku, options) => start('createSubscriptionPurchaseOrder', sku, options).outcome,
    startPurchase: (sku, options) => start('createOneTimePurchaseOrder', sku, options),
    startSubscription: (sku, options) => start('createSubscriptionPurchaseOrder', sku, options),
    lockOf: async (sku, { signal } = {}) => unlessAborted(() => lockOf(session(), sku), signal),
    recover: async (options) => recover(session(), options),
    async pendingOrders({ signal } = {}) {
      const found = sessionWith('getPendingOrders');
      const list = answered('getPendingOrders', await unlessAborted(() => listPendingOrders(found), signal));
      return list.orders.map(toPendingOrder);
    },
    async *orders({ signal } = {}) {
      for await (const order of walkOrders(sessionWith('getCompletedOrRefundedOrders'), signal)) {
        yield toHistoryOrder(order);
      }
    },
    async ownedProducts({ signal } = {}) {
      return listOwnedProducts(sessionWith('getCompletedOrRefundedOrders'), signal);
    },
    async subscriptionInfo(orderId, { signal } = {}) {
      const found = sessionWith('getSubscriptionInfo');
      const answer = await unlessAborted(() => askSubscriptionInfo(found, orderId), signal);
      return toSubscription(orderId, answered('getSubscriptionInfo', answer));
    },
    isSupported: (feature) => isSupportedBy(session(), feature),
  };
}

/** A host that answers with nothing does not have the function, whatever its version says. */
function answered<T>(feature: VersionedFeature, answer: T | undefined): T {
  if (answer === undefined) throw unsupportedAppVersion(feature);
  return answer;
}
