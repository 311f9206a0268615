import { BRIDGE_SLOT, type BridgeSlotHolder, type IapBridge } from '@ait-iap/protocol';
import { checkedBridge } from './checked-bridge.js';
import { requireWebView } from './require-web-view.js';
import { webViewBridge } from './web-view-bridge.js';
import { ownWindow } from './web-view-window.js';

let chosen: IapBridge | undefined;
let webView: IapBridge | undefined;

/**
 * Sets the bridge for the drop-in functions, and for `createIapClient` without the option `bridge`.
 *
 * @param bridge - the bridge to use from now on; `undefined` restores the automatic search
 * @throws IapError `INVALID_ARGUMENT` if it is not a bridge
 */
export function setBridge(bridge: IapBridge | undefined): void {
  chosen = checkedBridge(bridge);
}

/** The bridge that was set explicitly, by {@link setBridge} or by importing `@ait-iap/sandbox/auto`. */
export function chosenBridge(): IapBridge | undefined {
  return chosen ?? (globalThis as BridgeSlotHolder)[BRIDGE_SLOT];
}

/**
 * Finds the bridge: the one of {@link setBridge}, else the one of `@ait-iap/sandbox/auto`, else the WebView of this
 * page. Looked up for each call, because each of them may come later than this module.
 *
 * @throws IapError `BRIDGE_NOT_FOUND` if there is none; `BRIDGE_NOT_SET` in a page of SDK 3.x without {@link setBridge}
 */
export function defaultBridge(): IapBridge {
  const found = chosenBridge();
  if (found) return found;
  requireWebView(ownWindow);
  webView ??= webViewBridge();
  return webView;
}
