import type { WebViewWindow } from '@ait-iap/protocol';
import { IapError } from '../errors/iap-error.js';
import { isWebView } from './web-view-window.js';

/**
 * Checks that a window has the protocol of SDK 2.x. Otherwise the error tells the developer what to do.
 *
 * @throws IapError `BRIDGE_NOT_FOUND` outside the Toss app; `BRIDGE_NOT_SET` in a window of SDK 3.x, whose own bridge
 * is not public, so that the official object has to be passed
 */
export function requireWebView(view: WebViewWindow): void {
  if (!isWebView(view)) {
    throw new IapError('BRIDGE_NOT_FOUND', 'reach the Toss app', {
      why: "to develop in a browser, import '@ait-iap/sandbox/auto'",
    });
  }
  // On 3.x, and not on 2.x as well.
  if (view.__appsInTossNativeBridge && !view.__CONSTANT_HANDLER_MAP) {
    throw new IapError('BRIDGE_NOT_SET', 'reach the Toss app', {
      why: 'SDK 3.x needs setBridge(officialSdkBridge(IAP))',
    });
  }
}
