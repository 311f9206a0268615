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

/** What a client is made with. */
export interface IapClientOptions {
  /**
   * The bridge to the Toss app.
   * @defaultValue the one of `setBridge`, of `@ait-iap/sandbox/auto`, or of the WebView; looked for at each call
   */
  readonly bridge?: IapBridge | undefined;
  /**
   * The clock that deadlines are kept by.
   * @defaultValue the device's own
   */
  readonly clock?: Clock | undefined;
}

/** How something is bought. */
export interface PurchaseOptions {
  /** Gives the user the product: ask your backend. See `GrantCallback` for what its answer means. */
  readonly grant: GrantCallback;
  /**
   * Buys although an earlier payment for the product did not arrive: the user has been told of it and wants another one.
   * An order that is found is still granted first, and nothing is opened while a sheet may be open.
   * @defaultValue false
   */
  readonly buyAgain?: boolean | undefined;
  /** Stops waiting: before the order sheet is open nothing is opened, after it the order goes on without the app. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How long the grant callback has, in milliseconds, 0 to 25,000; more is cut.
   * @defaultValue 25,000
   */
  readonly grantTimeoutMs?: number | undefined;
  /**
   * Told `true` when an earlier payment for the product is being looked after before the sheet opens, which takes
   * seconds, and `false` once that is done: show that you are checking the last payment.
   */
  readonly onChecking?: ((checking: boolean) => void) | undefined;
  /** Told `true` before the order sheet opens and `false` once it is done: pause music and video in between. */
  readonly onPaymentVisible?: ((visible: boolean) => void) | undefined;
  /**
   * Told how the order sheet ended, once it has, and also where that was later than the outcome: a sheet that fell silent
   * has the outcome ORDER_UNRESOLVED, and may be paid and granted after it.
   */
  readonly onSheetEnded?: ((outcome: PurchaseOutcome) => void) | undefined;
}

/** How a subscription is bought. */
export interface SubscribeOptions extends PurchaseOptions {
  /** The offer to apply, from the product's `offers`; the plain price without it. */
  readonly offerId?: string | null | undefined;
}

/** How long an answer is waited for. */
export interface WaitOptions {
  /** Stops waiting: the call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** In-app purchase over one bridge. Every function rejects with an `IapError`, or with the signal's reason. */
export interface IapClient {
  /** The products that can be bought here; subscriptions only where the app can sell them. Charges nobody. */
  products(options?: WaitOptions): Promise<readonly Product[]>;
  /** Buys a one-time product. Resolves with exactly one outcome and never rejects. */
  purchase(sku: string, options: PurchaseOptions): Promise<PurchaseOutcome>;
  /** Buys a subscription. Resolves with exactly one outcome and never rejects. */
  subscribe(sku: string, options: SubscribeOptions): Promise<PurchaseOutcome>;
  /**
   * Starts to buy a one-time product, for code that may go while the order sheet is open, such as a component: the run
   * tells the app's outcome and, apart from it, how the order ended.
   */
  startPurchase(sku: string, options: PurchaseOptions): PurchaseRun;
  /** The same for a subscription. */
  startSubscription(sku: string, options: SubscribeOptions): PurchaseRun;
  /**
   * Whether a tap on the product would open an order sheet now, since when not, why, and until when. It answers with what
   * this device knows, and asks no list. Charges nobody.
   *
   * @returns `undefined` if the product is not locked
   */
  lockOf(sku: string, options?: WaitOptions): Promise<ProductLock | undefined>;
  /** Grants and closes what is paid and not granted; call it on every start. Charges nobody. */
  recover(options: RecoverOptions): Promise<RecoveryReport>;
  /** The orders that are paid and not confirmed. Charges nobody. */
  pendingOrders(options?: WaitOptions): Promise<readonly PendingOrder[]>;
  /** All orders of the history, page by page. Charges nobody. */
  orders(options?: WaitOptions): AsyncIterable<HistoryOrder>;
  /** What the user owns by the platform's history: the way to restore on a new device. Charges nobody. */
  ownedProducts(options?: WaitOptions): Promise<readonly OwnedProduct[]>;
  /** The state of a subscription; one that the app does not know is not thereby over. Charges nobody. */
  subscriptionInfo(orderId: string, options?: WaitOptions): Promise<Subscription>;
  /**
   * Whether the user's app can do something, by what the app says itself or the platform's version table.
   * @throws IapError `BRIDGE_NOT_FOUND` without a Toss app, `INVALID_PAYLOAD` if it does not say its version
   */
  isSupported(feature: VersionedFeature): boolean;
}

/**
 * Makes a client. It does nothing until it is asked, needs no closing, and two of them over one bridge never open
 * two orders for one product.
 *
 * @throws IapError `INVALID_ARGUMENT` if `bridge` is given and is none
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
