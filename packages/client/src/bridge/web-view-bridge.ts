import type { WebViewWindow } from '@ait-iap/protocol';
import { bridgeTopic, deserializeBridgeError, type IapBridge } from '@ait-iap/protocol';
import { onHostTopic } from './host-topics.js';
import { requireWebView } from './require-web-view.js';
import { isWebView, ownWindow } from './web-view-window.js';

/**
 * Creates the bridge for a WebView of the Toss app. It speaks the app's own protocol and needs no other package.
 *
 * It works beside the official SDK 2.x, which may be loaded before or after it. Creating it needs no Toss app. Using it
 * without one rejects with `BRIDGE_NOT_FOUND`. In a window of SDK 3.x, which uses another protocol, it rejects with
 * `BRIDGE_NOT_SET`: pass the official `IAP` to `officialSdkBridge`.
 *
 * @param view - the window of the WebView
 * @defaultValue this page's own window
 */
export function webViewBridge(view: WebViewWindow = ownWindow()): IapBridge {
  const post = (type: string, functionName: string, eventId: string, args?: unknown) => {
    requireWebView(view);
    view.ReactNativeWebView?.postMessage(JSON.stringify({ type, functionName, eventId, args }));
  };
  /** Listens to two topics. Unlike the official SDK, it leaves no listener behind if `postMessage` throws. */
  const listenAndPost = (first: Listener, second: Listener, send: () => void): (() => void) => {
    const stops = [onHostTopic(view, ...first), onHostTopic(view, ...second)];
    const stop = () => {
      for (const off of stops) off();
    };
    try {
      send();
    } catch (error) {
      stop();
      throw error;
    }
    return stop;
  };
  return {
    call(functionName, args) {
      const eventId = newEventId();
      let stop: (() => void) | undefined;
      return new Promise((resolve, reject) => {
        stop = listenAndPost(
          [bridgeTopic(functionName, 'resolve', eventId), resolve],
          [bridgeTopic(functionName, 'reject', eventId), (error) => reject(deserializeBridgeError(error))],
          () => post('method', functionName, eventId, args),
        );
      }).finally(() => stop?.());
    },
    listen(functionName, options, { onEvent, onError }) {
      const eventId = newEventId();
      const stop = listenAndPost(
        [bridgeTopic(functionName, 'onEvent', eventId), onEvent],
        [bridgeTopic(functionName, 'onError', eventId), (error) => onError(deserializeBridgeError(error))],
        () => post('addEventListener', functionName, eventId, options),
      );
      let stopped = false;
      return () => {
        if (stopped) return;
        stopped = true;
        stop();
        // A host that has gone does not need the message.
        if (isWebView(view)) post('removeEventListener', functionName, eventId);
      };
    },
    constant(name) {
      requireWebView(view);
      return view.__CONSTANT_HANDLER_MAP?.[name];
    },
  };
}

type Listener = readonly [topic: string, listener: (data: unknown) => void];

/** Unique among all copies of this package and of the official SDK in the page, which creates its ids in the same way. */
function newEventId(): string {
  return Math.random().toString(36).slice(2);
}
