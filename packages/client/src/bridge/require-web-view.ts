import type { WebViewWindow } from '@ait-iap/protocol';
import { IapError } from '../errors/iap-error.js';
import { isSdk3Window, isWebView } from './web-view-window.js';

/**
 * Makes sure that a window speaks the protocol of SDK 2.x, and tells a developer what to do where it does not.
 *
 * @throws IapError `BRIDGE_NOT_FOUND` outside the Toss app; `BRIDGE_NOT_SET` in a window of SDK 3.x, whose own bridge is
 * not public: the official object has to be passed
 */
export function requireWebView(view: WebViewWindow): void {
  if (!isWebView(view)) {
    throw new IapError('BRIDGE_NOT_FOUND', 'reach the Toss app', {
      why: "it is not here. To develop in a browser, import '@ait-iap/sandbox/auto'",
    });
  }
  if (isSdk3Window(view)) {
    throw new IapError('BRIDGE_NOT_SET', 'reach the Toss app', {
      why: 'SDK 3.x needs its own IAP. Call setBridge(officialSdkBridge(IAP))',
    });
  }
}
