import { BRIDGE_SLOT, type BridgeSlotHolder, type IapBridge } from '@ait-iap/protocol';
import { SandboxNotFoundError } from '../errors/sandbox-not-found-error.js';
import type { WebViewWindow } from '../page/web-view.js';
import { pageBridge } from './page-bridge.js';

/**
 * The sandbox that this program runs in: the one of `@ait-iap/sandbox/auto`, or of `/bridge.js` in a page.
 * @throws SandboxNotFoundError if there is none.
 */
export function findBridge(): IapBridge {
  const inSlot = (globalThis as BridgeSlotHolder)[BRIDGE_SLOT];
  if (inSlot !== undefined) return inSlot;
  const window = globalThis as WebViewWindow;
  if (window.ReactNativeWebView === undefined) throw new SandboxNotFoundError();
  return pageBridge(window);
}
