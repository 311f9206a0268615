import type { WebViewWindow } from '@ait-iap/protocol';

/** This page's own window; in a program without one, an object that has none of it. */
export function ownWindow(): WebViewWindow {
  return globalThis as WebViewWindow;
}

/** Whether the page runs inside the Toss app, or inside something that speaks its protocol. */
export function isWebView(view: WebViewWindow): boolean {
  return typeof view.ReactNativeWebView?.postMessage === 'function';
}

/** Whether the page runs on SDK 3.x, whose own bridge is not public, and not on 2.x as well. */
export function isSdk3Window(view: WebViewWindow): boolean {
  return Boolean(view.__appsInTossNativeBridge) && !view.__CONSTANT_HANDLER_MAP;
}
