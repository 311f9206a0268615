import type {
  IapBridge,
  OfficialIap,
  OfficialOneTimeParams,
  OfficialSubscriptionParams,
  OfficialSuccessEvent,
  VersionedFeature,
} from '@ait-iap/protocol';
import { bridgeSupports, gated, unsupportedError } from './version-gate.js';

/**
 * The line of the official SDK that it replaces. In `3.x` an error of the host has only a message, which is its code,
 * and below the minimum version a call fails with an error named UNSUPPORTED_APP_VERSION. In `2.x` an error has a
 * `code`, and below the minimum version a purchase does nothing and a list answers `undefined` (observed).
 */
export type OfficialSdkLine = '2.x' | '3.x';

/**
 * An `IAP` in the official shape over a sandbox, including the quirks: if a grant callback throws, no answer is sent,
 * and its return value is sent unchanged.
 */
export function createOfficialIap(findBridge: () => IapBridge, line: OfficialSdkLine = '3.x'): OfficialIap {
  const call = async (functionName: string, ...args: readonly unknown[]) => {
    try {
      return await findBridge().call(functionName, args);
    } catch (error) {
      throw inLine(line, error);
    }
  };
  /** A call with one answer. */
  const ask = (feature: VersionedFeature, functionName: string) => {
    const asked = async (...args: readonly unknown[]) => {
      if (line === '3.x' && !bridgeSupports(findBridge(), feature)) throw unsupportedError();
      return call(functionName, ...args);
    };
    return gated(asked as () => Promise<never>, feature, findBridge);
  };
  const buyOnce = (params: OfficialOneTimeParams) => {
    const bridge = findBridge();
    const { options } = params;
    const sku = options.sku ?? ('productId' in options ? options.productId : undefined);
    if (!bridgeSupports(bridge, 'createOneTimePurchaseOrder')) return refuse(line);
    if (!bridgeSupports(bridge, 'productGrant')) return buyLegacy(call, sku, params);
    return listen(bridge, line, 'requestOneTimePurchase', { sku }, params, call);
  };
  const subscribe = (params: OfficialSubscriptionParams) => {
    const bridge = findBridge();
    const { sku, offerId = null } = params.options;
    if (!bridgeSupports(bridge, 'createSubscriptionPurchaseOrder')) return refuse(line);
    return listen(bridge, line, 'requestSubscriptionPurchase', { sku, offerId }, params, call);
  };
  return {
    getProductItemList: ask('getProductItemList', 'iapGetProductItemList'),
    getPendingOrders: ask('getPendingOrders', 'getPendingOrders'),
    getCompletedOrRefundedOrders: ask('getCompletedOrRefundedOrders', 'getCompletedOrRefundedOrders'),
    completeProductGrant: ask('completeProductGrant', 'completeProductGrant'),
    getSubscriptionInfo: ask('getSubscriptionInfo', 'getSubscriptionInfo'),
    createOneTimePurchaseOrder: gated(buyOnce, 'createOneTimePurchaseOrder', findBridge),
    createSubscriptionPurchaseOrder: gated(subscribe, 'createSubscriptionPurchaseOrder', findBridge),
  };
}

type Call = (functionName: string, ...args: readonly unknown[]) => Promise<unknown>;

/** Below the minimum version of a purchase. */
function refuse(line: OfficialSdkLine): () => void {
  if (line === '3.x') throw unsupportedError();
  return noop;
}

/** The official legacy path: it reports success whatever the grant answers (observed). */
function buyLegacy(
  call: Call,
  sku: string | undefined,
  { options, onEvent, onError }: OfficialOneTimeParams,
): () => void {
  const buy = async () => {
    const data = (await call('iapCreateOneTimePurchaseOrder', {
      productId: sku,
    })) as OfficialSuccessEvent['data'];
    await options.processProductGrant({ orderId: data.orderId });
    await onEvent({ type: 'success', data });
  };
  buy().catch(onError);
  return noop;
}

function listen(
  bridge: IapBridge,
  line: OfficialSdkLine,
  functionName: string,
  request: object,
  { options, onEvent, onError }: OfficialOneTimeParams | OfficialSubscriptionParams,
  call: Call,
): () => void {
  const grant = async (data: { orderId: string; subscriptionId?: string }) => {
    const isProductGranted = await options.processProductGrant(data);
    await call('processProductGrant', { orderId: data.orderId, isProductGranted }).catch(onError);
  };
  return bridge.listen(functionName, request, {
    onEvent(event) {
      const { type, data } = event as { type: string; data: { orderId: string; subscriptionId?: string } };
      // Nobody handles an error of the callback (observed): it appears as an unhandled rejection.
      void (type === 'purchased' ? grant(data) : onEvent(event as OfficialSuccessEvent));
    },
    onError: (error) => void onError(inLine(line, error)),
  });
}

function inLine(line: OfficialSdkLine, error: unknown): unknown {
  const { code } = (error ?? {}) as { code?: unknown };
  return line === '3.x' && typeof code === 'string' ? new Error(code) : error;
}

function noop(): void {}
