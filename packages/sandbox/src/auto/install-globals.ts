import type { IapBridge } from '@ait-iap/protocol';
import { BRIDGE_SLOT, type BridgeSlotHolder } from '@ait-iap/protocol';
import { deviceConstants } from '../host/device-constants.js';
import type { Host } from '../host/host.js';
import { speakMessages } from '../host/speak-messages.js';
import { AUTO, type OccupiedWindow } from '../page/real-app.js';
import { createEmitter } from '../page/web-view.js';

/** Puts a bridge into the slot where the client's drop-in functions look for one. */
export function fillBridgeSlot(bridge: IapBridge): void {
  (globalThis as BridgeSlotHolder)[BRIDGE_SLOT] = bridge;
}

/** Makes a window look like a WebView of the Toss app, so that the unmodified official SDK uses the same host. */
export function installWebViewGlobals(window: OccupiedWindow, host: Host): void {
  const messages = speakMessages(host, (topic, data) => {
    // Looked up each time, because the official SDK puts its own emitter there when its module loads. Never during the
    // call, because a real host answers later. Sent as JSON, because only JSON crosses a real bridge.
    const carried: unknown = data === undefined ? undefined : JSON.parse(JSON.stringify(data));
    queueMicrotask(() => window.__GRANITE_NATIVE_EMITTER?.emit(topic, carried));
  });
  window.__AIT_IAP_SANDBOX__ = AUTO;
  window.__CONSTANT_HANDLER_MAP = deviceConstants(host.device);
  window.__GRANITE_NATIVE_EMITTER = createEmitter();
  window.ReactNativeWebView = { postMessage: (text) => messages.receive(JSON.parse(text)) };
}
