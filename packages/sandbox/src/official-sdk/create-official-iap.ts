import { type IapBridge, isFunctionSupported, type VersionedFeature } from '@ait-iap/protocol';
import type {
  OfficialIap,
  OfficialOneTimeParams,
  OfficialSubscriptionParams,
  OfficialSuccessEvent,
} from './official-types.js';

/**
 * Which line of the official SDK it stands in for. In `3.x` an error has a message and nothing else, its `code` being the
 * message (observed); in `2.x` it has its `code`.
 */
export type OfficialSdkLine = '2.x' | '3.x';

/**
 * An `IAP` of the official shape over a sandbox, faults included: below the minimum version a purchase is a silent no-op,
 * a grant callback that throws is never answered, and what it returns is sent as it is.
 */
export function createOfficialIap(findBridge: () => IapBridge, line: OfficialSdkLine = '3.x'): OfficialIap {
  const call = async (functionName: string, ...args: readonly unknown[]) => {
    try {
      return await findBridge().call(functionName, args);
    } catch (error) {
      throw inLine(line, error);
    }
  };
  return {
    getProductItemList: () => call('iapGetProductItemList') as never,
    getPendingOrders: () => call('getPendingOrders') as never,
    getCompletedOrRefundedOrders: (params) => call('getCompletedOrRefundedOrders', params) as never,
    completeProductGrant: (params) => call('completeProductGrant', params) as never,
    getSubscriptionInfo: (params) => call('getSubscriptionInfo', params) as never,
    createOneTimePurchaseOrder(params) {
      const bridge = findBridge();
      const { options } = params;
      const sku = options.sku ?? ('productId' in options ? options.productId : undefined);
      if (!supports(bridge, 'createOneTimePurchaseOrder')) return noop;
      if (!supports(bridge, 'productGrant')) return buyLegacy(call, sku, params);
      return listen(bridge, line, 'requestOneTimePurchase', { sku }, params, call);
    },
    createSubscriptionPurchaseOrder(params) {
      const bridge = findBridge();
      const { sku, offerId = null } = params.options;
      if (!supports(bridge, 'createSubscriptionPurchaseOrder')) return noop;
      return listen(bridge, line, 'requestSubscriptionPurchase', { sku, offerId }, params, call);
    },
  };
}

type Call = (functionName: string, ...args: readonly unknown[]) => Promise<unknown>;

/** The official legacy path: success is told whatever the grant answers (observed). */
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
      // What the callback throws is nobody's (observed): it surfaces as an unhandled rejection.
      void (type === 'purchased' ? grant(data) : onEvent(event as OfficialSuccessEvent));
    },
    onError: (error) => void onError(inLine(line, error)),
  });
}

function inLine(line: OfficialSdkLine, error: unknown): unknown {
  const { code } = (error ?? {}) as { code?: unknown };
  return line === '3.x' && typeof code === 'string' ? new Error(code) : error;
}

function supports(bridge: IapBridge, feature: VersionedFeature): boolean {
  const text = (name: string) => String(bridge.constant(name));
  const app = {
    environment: text('getOperationalEnvironment'),
    platform: text('getPlatformOS'),
    appVersion: text('getTossAppVersion'),
  };
  return isFunctionSupported(app, feature);
}

function noop(): void {}
