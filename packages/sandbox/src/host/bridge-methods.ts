import { compareAppVersions } from '@ait-iap/protocol';
import { HostError } from '../errors/host-error.js';
import type { Device } from '../world/device.js';
import { checkOut } from './checkout.js';
import { receiveGrantAnswer } from './grant-answers.js';
import { answerProductList, listHistory, listPending } from './lists.js';
import { nativeStorage } from './native-storage.js';
import { completeGrantOf, subscriptionInfo } from './order-functions.js';
import { toPurchaseResult } from './purchase-result.js';
import { supports, type TossApp } from './toss-app.js';

/** One method of the bridge. It gets the first argument, because only the storage's `set` takes more than one. */
type BridgeMethod = (app: TossApp, first: unknown, second: unknown) => unknown;

/**
 * Every method that a page can call. Below its minimum version a function answers `undefined`, like the real apps
 * (observed). The legacy purchase has no minimum version of its own.
 */
export const METHODS: Readonly<Record<string, BridgeMethod>> = {
  iapGetProductItemList: (app) => (supports(app, 'getProductItemList') ? answerProductList(app) : undefined),
  getPendingOrders: (app) => (supports(app, 'getPendingOrders') ? listPending(app) : undefined),
  getCompletedOrRefundedOrders: (app, params) =>
    supports(app, 'getCompletedOrRefundedOrders') ? listHistory(app, params) : undefined,
  completeProductGrant: (app, params) =>
    supports(app, 'completeProductGrant') ? completeGrantOf(app, params) : undefined,
  getSubscriptionInfo: (app, params) =>
    supports(app, 'getSubscriptionInfo') ? subscriptionInfo(app, params) : undefined,
  processProductGrant: (app, answer) =>
    supports(app, 'productGrant') ? receiveGrantAnswer(app, answer) : undefined,
  iapCreateOneTimePurchaseOrder: (app, params) => buyLegacy(app, params),
  getStorageItem: (app, key) => nativeStorage(app.world, app.device).get(text(key, 'key')),
  setStorageItem: (app, key, value) =>
    nativeStorage(app.world, app.device).set(text(key, 'key'), text(value, 'value')),
  removeStorageItem: (app, key) => nativeStorage(app.world, app.device).remove(text(key, 'key')),
  clearItems: (app) => nativeStorage(app.world, app.device).clear(),
  getServerTime: ({ world, device }) => (tellsTime(device) ? world.clock.now() : undefined),
};

/** From this version on a Toss app tells the time of the server (observed). */
const SERVER_TIME_SINCE = '5.245.0';

function tellsTime({ environment, appVersion }: Device): boolean {
  return environment === 'sandbox' || (compareAppVersions(appVersion, SERVER_TIME_SINCE) ?? -1) >= 0;
}

async function buyLegacy(app: TossApp, params: unknown): Promise<unknown> {
  if (!supports(app, 'createOneTimePurchaseOrder')) return undefined;
  const { productId, sku = productId } = (params ?? {}) as { productId?: unknown; sku?: unknown };
  const order = await checkOut(app, { sku, through: 'legacy' });
  app.sheet.settled?.(order.orderId);
  return toPurchaseResult(order, app.world.product(order.sku));
}

function text(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw new HostError('INTERNAL_ERROR', `Failed to use the storage: ${name} is not a string. Pass one.`);
}
