import {
  deserializeBridgeError,
  errorTopic,
  eventTopic,
  type IapBridge,
  rejectTopic,
  resolveTopic,
} from '@ait-iap/protocol';
import { bridgeNotFound } from './bridge-not-found.js';
import { hostTopics } from './host-topics.js';
import { isWebView, ownWindow, type WebViewWindow } from './web-view-window.js';

let lastEventId = 0;

/**
 * The bridge inside a WebView of the Toss app: it speaks the app's own protocol and needs no other package.
 *
 * It lives beside the official SDK 2.x, which may be loaded before or after it. Making one needs no Toss app;
 * using it without one rejects with `BRIDGE_NOT_FOUND`. SDK 3.x uses another protocol: pass its `IAP` to
 * `officialSdkBridge`.
 *
 * @param view - the window to speak through
 * @defaultValue this page's own window
 */
export function webViewBridge(view: WebViewWindow = ownWindow()): IapBridge {
  const topics = hostTopics(view);
  const post = (message: object) => {
    if (!isWebView(view)) throw bridgeNotFound();
    view.ReactNativeWebView?.postMessage(JSON.stringify(message));
  };
  return {
    call(functionName, args) {
      const eventId = newEventId();
      return new Promise((resolve, reject) => {
        const stop = together(
          topics.on(resolveTopic(functionName, eventId), (data) => {
            stop();
            resolve(data);
          }),
          topics.on(rejectTopic(functionName, eventId), (error) => {
            stop();
            reject(deserializeBridgeError(error));
          }),
        );
        orStop(stop, () => post({ type: 'method', functionName, eventId, args }));
      });
    },
    listen(functionName, options, { onEvent, onError }) {
      const eventId = newEventId();
      const stop = together(
        topics.on(eventTopic(functionName, eventId), onEvent),
        topics.on(errorTopic(functionName, eventId), (error) => onError(deserializeBridgeError(error))),
      );
      orStop(stop, () => post({ type: 'addEventListener', functionName, eventId, args: options }));
      let stopped = false;
      return () => {
        if (stopped) return;
        stopped = true;
        stop();
        // A host that has gone has nothing to be told.
        if (isWebView(view)) post({ type: 'removeEventListener', functionName, eventId });
      };
    },
    constant(name) {
      if (!isWebView(view)) throw bridgeNotFound();
      return view.__CONSTANT_HANDLER_MAP?.[name];
    },
  };
}

/** Unlike in the official SDK, a `postMessage` that throws leaves no listener behind. */
function orStop(stop: () => void, post: () => void): void {
  try {
    post();
  } catch (error) {
    stop();
    throw error;
  }
}

function together(...stops: readonly (() => void)[]): () => void {
  return () => {
    for (const stop of stops) stop();
  };
}

/** Unique among all copies of this package and of the official SDK in the page. */
function newEventId(): string {
  lastEventId += 1;
  return `${Math.random().toString(36).slice(2)}-${lastEventId}`;
}
