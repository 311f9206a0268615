import type {
  Clock,
  CompletedOrRefundedOrder,
  IapBridge,
  PendingOrder,
  ProductListItemWire,
  SubscriptionInfoAnswer,
  VersionedFeature,
} from '@ait-iap/protocol';
import { checkedBridge } from '../bridge/checked-bridge.js';
import { defaultBridge } from '../bridge/default-bridge.js';
import { isSupportedBy, unsupportedAppVersion } from '../bridge/host-environment.js';
import { systemClock } from '../clock/system-clock.js';
import { listOwnedProducts, type OwnedProduct } from '../history/owned-products.js';
import { walkOrders } from '../history/walk-orders.js';
import { listPendingOrders } from '../orders/list-orders.js';
import { listProducts } from '../products/list-products.js';
import type { GrantCallback } from '../purchase/grant-callback.js';
import type { PurchaseOutcome } from '../purchase/outcome.js';
import { type RecoverOptions, type RecoveryReport, recover } from '../recovery/recover.js';
import { hostSession } from '../session/host-session.js';
import { askSubscriptionInfo } from '../subscriptions/ask-subscription-info.js';
import { buyWith } from './buy-with.js';
import { decidedGrant } from './decided-grant.js';

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
  /** Told `true` before the order sheet opens and `false` once it is done: pause music and video in between. */
  readonly onPaymentVisible?: ((visible: boolean) => void) | undefined;
}

/** How a subscription is bought. */
export interface SubscribeOptions extends PurchaseOptions {
  /** The offer to apply, from the product's `offers`; the plain price without it. */
  readonly offerId?: string | null | undefined;
}

/** In-app purchase over one bridge. Every function rejects with an `IapError`, or with the signal's reason. */
export interface IapClient {
  /** The products that can be bought here; subscriptions only where the app can sell them. Charges nobody. */
  products(): Promise<readonly ProductListItemWire[]>;
  /** Buys a one-time product. Resolves with exactly one outcome and never rejects. */
  purchase(sku: string, options: PurchaseOptions): Promise<PurchaseOutcome>;
  /** Buys a subscription. Resolves with exactly one outcome and never rejects. */
  subscribe(sku: string, options: SubscribeOptions): Promise<PurchaseOutcome>;
  /** Grants and closes what is paid and not granted; call it on every start. Charges nobody. */
  recover(options: RecoverOptions): Promise<RecoveryReport>;
  /** The orders that are paid and not confirmed. Charges nobody. */
  pendingOrders(): Promise<readonly PendingOrder[]>;
  /** All orders of the history, page by page. Charges nobody. */
  orders(options?: { readonly signal?: AbortSignal | undefined }): AsyncIterable<CompletedOrRefundedOrder>;
  /** What the user owns by the platform's history: the way to restore on a new device. Charges nobody. */
  ownedProducts(options?: { readonly signal?: AbortSignal | undefined }): Promise<readonly OwnedProduct[]>;
  /** The state of a subscription; one that the app does not know is not thereby over. Charges nobody. */
  subscriptionInfo(orderId: string): Promise<SubscriptionInfoAnswer>;
  /**
   * Whether the user's app can do something, by the platform's version table.
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
  return {
    async products() {
      const found = sessionWith('getProductItemList');
      const list = answered('getProductItemList', await listProducts(found));
      if (isSupportedBy(found, 'subscriptionsInProductList')) return list.products;
      return list.products.filter(({ type }) => type !== 'SUBSCRIPTION');
    },
    purchase: (sku, options) => buyWith(session, { kind: 'one-time', sku, ...options }, options?.signal),
    subscribe: (sku, options) => buyWith(session, { kind: 'subscription', sku, ...options }, options?.signal),
    recover: async (options) =>
      recover(session(), options && { ...options, grant: decidedGrant(options.grant) }),
    async pendingOrders() {
      return answered('getPendingOrders', await listPendingOrders(sessionWith('getPendingOrders'))).orders;
    },
    async *orders({ signal } = {}) {
      yield* walkOrders(sessionWith('getCompletedOrRefundedOrders'), signal);
    },
    async ownedProducts({ signal } = {}) {
      return listOwnedProducts(sessionWith('getCompletedOrRefundedOrders'), signal);
    },
    async subscriptionInfo(orderId) {
      const found = sessionWith('getSubscriptionInfo');
      return answered('getSubscriptionInfo', await askSubscriptionInfo(found, orderId));
    },
    isSupported: (feature) => isSupportedBy(session(), feature),
  };
}

/** A host that answers with nothing does not have the function, whatever its version says. */
function answered<T>(feature: VersionedFeature, answer: T | undefined): T {
  if (answer === undefined) throw unsupportedAppVersion(feature);
  return answer;
}
