import { BRIDGE_SLOT, type BridgeSlotHolder, type IapBridge } from '@ait-iap/protocol';
import { checkedBridge } from './checked-bridge.js';
import { requireWebView } from './require-web-view.js';
import { webViewBridge } from './web-view-bridge.js';
import { ownWindow } from './web-view-window.js';

let chosen: IapBridge | undefined;
let webView: IapBridge | undefined;

/**
 * Chooses the bridge of the drop-in functions, and of `createIapClient` where none is passed.
 *
 * @param bridge - the bridge to use from now on; `undefined` goes back to finding one
 * @throws IapError `INVALID_ARGUMENT` if it is no bridge
 */
export function setBridge(bridge: IapBridge | undefined): void {
  chosen = checkedBridge(bridge);
}

/** The bridge that somebody chose, if anybody did: by {@link setBridge}, or by importing `@ait-iap/sandbox/auto`. */
export function chosenBridge(): IapBridge | undefined {
  return chosen ?? (globalThis as BridgeSlotHolder)[BRIDGE_SLOT];
}

/**
 * Finds the bridge: the one of {@link setBridge}, else the one that `@ait-iap/sandbox/auto` put in its place, else
 * the WebView this page runs in. Asked for each call, since each of them may come later than this module.
 *
 * @throws IapError `BRIDGE_NOT_FOUND` if there is none; `BRIDGE_NOT_SET` in a page of SDK 3.x, where none can be found
 */
export function defaultBridge(): IapBridge {
  const found = chosenBridge();
  if (found) return found;
  requireWebView(ownWindow());
  webView ??= webViewBridge();
  return webView;
}
