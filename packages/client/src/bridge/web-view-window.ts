import type { WebViewWindow } from '@ait-iap/protocol';

/** This page's own window. In a program without a window, an empty object. */
export function ownWindow(): WebViewWindow {
  return globalThis as WebViewWindow;
}

/** Whether the page runs inside the Toss app, or inside something with the same protocol. */
export function isWebView(view: WebViewWindow): boolean {
  return typeof view.ReactNativeWebView?.postMessage === 'function';
}

/** Whether the page runs only on SDK 3.x, whose own bridge is not public, and not also on 2.x. */
export function isSdk3Window(view: WebViewWindow): boolean {
  return Boolean(view.__appsInTossNativeBridge) && !view.__CONSTANT_HANDLER_MAP;
}
