import type { WebViewWindow } from '@ait-iap/protocol';
import { pageBridge } from './page-bridge.js';
import type { PagePhone } from './panel/page-phone.js';
import type { OccupiedWindow } from './real-app.js';
import { STAND_IN_SLOT, type StandInHolder } from './stand-in-slot.js';
import { installWebView, type WebViewOptions } from './web-view.js';

/** The platform's own message without a Toss app (observed), and the reason. */
const NOT_HERE =
  'apps-in-toss 웹뷰 환경이 아니에요. 토스 앱 안에서만 호출할 수 있어요. ' +
  '(The sandbox stands in for IAP, Environment, Device, User, Storage and TossAuth, and for nothing else of SDK 3.x.)';

/** The messages of SDK 3.x that wait for an answer (observed). Other messages of a page are ignored. */
const CALLS: readonly unknown[] = ['callAsyncMethod', 'callEventMethod'];

function asksForAnswer(text: string): boolean {
  try {
    return CALLS.includes((JSON.parse(text) as { type?: unknown } | null)?.type);
  } catch {
    return false;
  }
}

/**
 * Makes a window look like one of SDK 3.x in a Toss app. How that app answers is not public, so the sandbox does not
 * speak its bridge: a message over it fails at once, as in a browser without a sandbox. The sandbox itself is available
 * to the stand-in of the official module.
 */
export function installStandIn(window: OccupiedWindow & StandInHolder, options: WebViewOptions): PagePhone {
  const hidden: WebViewWindow = {};
  const phone = installWebView(hidden, options);
  window[STAND_IN_SLOT] = pageBridge(hidden);
  window.ReactNativeWebView = {
    postMessage(text) {
      if (asksForAnswer(text)) throw new Error(NOT_HERE);
    },
  };
  window.__appsInTossNativeBridge = { callAsyncMethod: () => Promise.reject(new Error(NOT_HERE)) };
  return phone;
}
