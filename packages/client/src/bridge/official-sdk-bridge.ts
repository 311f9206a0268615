import type { IapBridge, IapBridgeListener } from '@ait-iap/protocol';
import { IapError } from '../errors/iap-error.js';
import { type OfficialConstants, readConstant } from './official-constants.js';
import type { OfficialIapLike } from './official-iap.js';
import { functionSupport, officialSupport } from './official-support.js';

type Answer = (isProductGranted: boolean) => void;

/** The state of an official `IAP` object. */
interface Wrapped {
  readonly bridge: IapBridge;
  constants: OfficialConstants;
}

const wrapped = new WeakMap<OfficialIapLike, Wrapped>();

/**
 * Creates a bridge over the official SDK's `IAP` object: for SDK 3.x, for React Native, or to let the official package
 * talk to the app while this one handles the purchase.
 *
 * Below a function's minimum version the official SDK 2.x silently does nothing, so the app's version has to be known.
 * In a WebView of 2.x it is read from the window. In React Native pass `constants` from the same package. Functions of
 * 3.x have `isSupported`, so there the object is enough.
 *
 * One `IAP` object has one bridge, so you may call this repeatedly, for example on every render: two purchases of one
 * product still find each other. The constants of the last call are used.
 *
 * @param iap - `IAP` of `@apps-in-toss/web-framework`, `web-bridge` or `framework`
 * @param constants - the SDK's `getOperationalEnvironment`, `getPlatformOS`, `getTossAppVersion` and `Storage`, or
 * `Environment`, `Device` and `Storage` of 3.x
 *
 * @throws IapError `INVALID_ARGUMENT` if `iap` is not such an object
 *
 * @example
 * import { IAP } from '@apps-in-toss/web-framework'; // SDK 3.x
 * setBridge(officialSdkBridge(IAP));
 *
 * @example
 * import { getOperationalEnvironment, getPlatformOS, getTossAppVersion, IAP, Storage } from '@apps-in-toss/framework';
 * setBridge(officialSdkBridge(IAP, { getOperationalEnvironment, getPlatformOS, getTossAppVersion, Storage }));
 */
export function officialSdkBridge(iap: OfficialIapLike, constants?: OfficialConstants): IapBridge {
  if (typeof iap?.getProductItemList !== 'function') {
    throw new IapError('INVALID_ARGUMENT', 'use the official SDK', { why: 'pass its IAP object' });
  }
  if ('ait-iap' in iap) {
    throw new IapError('INVALID_ARGUMENT', 'use the official SDK', {
      why: 'this IAP is ours. Pass the one of @apps-in-toss',
    });
  }
  const known = wrapped.get(iap) ?? wrap(iap);
  wrapped.set(iap, known);
  if (constants) known.constants = constants;
  return known.bridge;
}

function wrap(iap: OfficialIapLike): Wrapped {
  const answers = new Map<string, Answer>();
  const open = (functionName: string, options: unknown, listener: IapBridgeListener): (() => void) => {
    const create =
      functionName === 'requestSubscriptionPurchase'
        ? iap.createSubscriptionPurchaseOrder?.bind(iap)
        : iap.createOneTimePurchaseOrder?.bind(iap);
    if (!create) throw missing(functionName);
    const asked = new Set<string>();
    const stop = create({
      options: {
        ...(options as { sku: string }),
        // Here the official function waits for the answer, which comes as a `processProductGrant` call.
        processProductGrant: (data) =>
          new Promise((resolve) => {
            // Read like in the client, where a number counts as a text.
            const orderId = String(data?.orderId);
            const earlier = answers.get(orderId);
            asked.add(orderId);
            answers.set(orderId, (granted) => {
              earlier?.(granted);
              resolve(granted);
            });
            listener.onEvent({ type: 'purchased', data });
          }),
      },
      onEvent: (event) => listener.onEvent(event),
      onError: (error) => listener.onError(error),
    });
    return () => {
      for (const orderId of asked) answers.delete(orderId);
      // Some lines return no cleanup function, whatever their types say.
      if (typeof stop === 'function') stop();
    };
  };
  const bridge: IapBridge = {
    async call(functionName, args) {
      if (functionName === 'processProductGrant') return answer(answers, args[0]);
      const run = methods(iap, own.constants)[functionName];
      if (!run) throw missing(functionName);
      return run(...(args as never[]));
    },
    listen: open,
    constant: (name) => readConstant(own.constants, name),
    minimumAppVersion: (name) => functionSupport(iap, name)?.MIN_TOSS_APP_VERSION,
    isSupported: (feature) => officialSupport(iap, feature, bridge.constant('getTossAppVersion')),
  };
  const own: Wrapped = { bridge, constants: {} };
  return own;
}

function methods(
  iap: OfficialIapLike,
  constants: OfficialConstants,
): Readonly<Record<string, ((...args: never[]) => Promise<unknown>) | undefined>> {
  const { Storage } = constants;
  return {
    iapGetProductItemList: () => iap.getProductItemList(),
    iapCreateOneTimePurchaseOrder: ({ productId }: { productId: string }) => payLegacy(iap, productId),
    getPendingOrders: iap.getPendingOrders?.bind(iap) ?? unsupported,
    getCompletedOrRefundedOrders: iap.getCompletedOrRefundedOrders?.bind(iap) ?? unsupported,
    completeProductGrant: iap.completeProductGrant?.bind(iap),
    getSubscriptionInfo: iap.getSubscriptionInfo?.bind(iap) ?? unsupported,
    getStorageItem: Storage?.getItem?.bind(Storage),
    setStorageItem: Storage?.setItem?.bind(Storage),
    removeStorageItem: Storage?.removeItem?.bind(Storage),
    getServerTime: constants.getServerTime?.bind(constants),
  };
}

/**
 * The legacy path as the method that it is underneath. There the official function closes the order whatever the answer
 * is, and the client grants afterwards. The answer no is safe: if the app is newer than it said, the order is pending
 * and not lost.
 */
function payLegacy(iap: OfficialIapLike, sku: string): Promise<unknown> {
  // The official function may call back before it has returned its cleanup.
  let stop: (() => void) | undefined;
  const paid = new Promise((resolve, reject) => {
    stop = iap.createOneTimePurchaseOrder({
      options: { sku, processProductGrant: async () => false },
      onEvent: (event) => resolve((event as { data?: unknown }).data),
      onError: reject,
    });
  });
  // After the answer, because a cleanup that throws must not make a paid order look failed.
  const cleanUp = () => stop?.();
  paid.then(cleanUp, cleanUp);
  return paid;
}

/** The answer to a question that an official SDK does not have: the same as for an app that is too old. */
async function unsupported(): Promise<undefined> {
  return undefined;
}

function answer(answers: Map<string, Answer>, params: unknown): void {
  const { orderId, isProductGranted } = params as { orderId: string; isProductGranted: boolean };
  const resolve = answers.get(orderId);
  answers.delete(orderId);
  // The official SDK has stopped waiting or never asked. The order is left to recovery.
  if (!resolve)
    throw new IapError('UNKNOWN', 'answer the grant', {
      why: 'the official SDK does not wait for it',
      orderId,
    });
  resolve(isProductGranted);
}

function missing(functionName: string): IapError {
  return new IapError('UNSUPPORTED_APP_VERSION', `call ${functionName}`, {
    why: 'this official SDK does not have it. Update the official SDK',
  });
}
