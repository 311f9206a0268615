import type { WebViewWindow } from '@ait-iap/protocol';
import { BRIDGE_SLOT, type BridgeSlotHolder, type IapBridge } from '@ait-iap/protocol';
import { SandboxNotFoundError } from '../errors/sandbox-not-found-error.js';
import { pageBridge } from '../page/page-bridge.js';
import { STAND_IN_SLOT, type StandInHolder } from '../page/stand-in-slot.js';

/**
 * Finds the sandbox of this program: the one of the Vite plugin or `/bridge.js`, or the one of `@ait-iap/sandbox/auto`.
 * @throws SandboxNotFoundError if there is none.
 */
export function findBridge(): IapBridge {
  const holder = globalThis as StandInHolder & BridgeSlotHolder;
  const prepared = holder[STAND_IN_SLOT] ?? holder[BRIDGE_SLOT];
  if (prepared !== undefined) return prepared;
  const window = globalThis as WebViewWindow;
  if (window.ReactNativeWebView === undefined) throw new SandboxNotFoundError();
  return pageBridge(window);
}
