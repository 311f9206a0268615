import type { WebViewWindow } from '@ait-iap/protocol';

/** This page's own window. In a program without a window, an empty object. */
export const ownWindow = globalThis as WebViewWindow;

/** Whether the page runs inside the Toss app, or inside something with the same protocol. */
export function isWebView(view: WebViewWindow): boolean {
  return typeof view.ReactNativeWebView?.postMessage === 'function';
}
