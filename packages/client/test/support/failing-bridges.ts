import {
  type IapBridge,
  type OfficialIapLike,
  officialSdkBridge,
  type WebViewWindow,
  webViewBridge,
} from '@ait-iap/client';
import { serializeBridgeError } from '@ait-iap/protocol';
import { createSandbox } from '@ait-iap/sandbox';
import { NEWEST_APP, scriptedBridge } from './scripted-bridge.js';
import { officialLikeEmitter } from './web-view.js';

/** When a host fails: at once, or as its answer. */
export type Failing = 'thrown at once' | 'answered';

/** The two things a page asks for that fail: the product list, and an order sheet. */
const FAILS: readonly string[] = ['iapGetProductItemList', 'requestOneTimePurchase'];

/** Ways to a host that fails with an error of the test's choice, and answers everything else. */
export const FAILING_BRIDGES: Record<string, (error: unknown, failing: Failing) => IapBridge> = {
  'the bridge of the WebView': (error, failing) => webViewBridge(failingWindow(error, failing)),
  'the bridge over an official SDK': (error, failing) =>
    officialSdkBridge(failingIap(error, failing), NEWEST_APP),
  'a bridge of the app itself': failingBridge,
  'the bridge of the sandbox': (error, failing) => {
    const host = createSandbox().bridge({ userKey: 'user', environment: 'toss' });
    const failed = failingBridge(error, failing);
    return {
      call: (name, args) => (FAILS.includes(name) ? failed : host).call(name, args),
      listen: (name, options, listener) =>
        (FAILS.includes(name) ? failed : host).listen(name, options, listener),
      constant: (name) => host.constant(name),
    };
  },
};

function failingBridge(error: unknown, failing: Failing): IapBridge {
  const bridge = scriptedBridge();
  return {
    call(name, args) {
      if (!FAILS.includes(name)) return bridge.call(name, args);
      if (failing === 'thrown at once') throw error;
      return Promise.reject(error);
    },
    listen(_name, _options, { onError }) {
      if (failing === 'thrown at once') throw error;
      queueMicrotask(() => onError(error));
      return () => {};
    },
    constant: (name) => bridge.constant(name),
  };
}

function failingIap(error: unknown, failing: Failing): OfficialIapLike {
  return {
    getProductItemList() {
      if (failing === 'thrown at once') throw error;
      return Promise.reject(error);
    },
    createOneTimePurchaseOrder({ onError }) {
      if (failing === 'thrown at once') throw error;
      queueMicrotask(() => onError(error));
      return () => {};
    },
    getPendingOrders: async () => ({ orders: [] }),
  };
}

/** A window whose host fails as the Toss app does: an error crosses as JSON. */
function failingWindow(error: unknown, failing: Failing): WebViewWindow {
  const answers: Record<string, unknown> = { getPendingOrders: { orders: [] }, getStorageItem: null };
  const view: WebViewWindow = {
    __GRANITE_NATIVE_EMITTER: officialLikeEmitter(),
    __CONSTANT_HANDLER_MAP: NEWEST_APP,
  };
  const emit = (topic: string, data: unknown) =>
    queueMicrotask(() => view.__GRANITE_NATIVE_EMITTER?.emit(topic, data));
  view.ReactNativeWebView = {
    postMessage(text) {
      const { type, functionName, eventId } = JSON.parse(text);
      if (!FAILS.includes(functionName)) {
        return emit(`${functionName}/resolve/${eventId}`, answers[functionName]);
      }
      if (failing === 'thrown at once') throw error;
      const wire = error instanceof Error ? serializeBridgeError(error) : error;
      emit(`${functionName}/${type === 'method' ? 'reject' : 'onError'}/${eventId}`, wire);
    },
  };
  return view;
}
