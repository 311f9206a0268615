import type { WebViewWindow } from '@ait-iap/protocol';
import { bridgeTopic, deserializeBridgeError, type IapBridge, type TopicWord } from '@ait-iap/protocol';
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
export function webViewBridge(view: WebViewWindow = ownWindow): IapBridge {
  const post = (type: string, functionName: string, eventId: string, args?: unknown) => {
    requireWebView(view);
    view.ReactNativeWebView?.postMessage(JSON.stringify({ type, functionName, eventId, args }));
  };
  /** Asks and listens; unlike in the official SDK, a `postMessage` that throws leaves no listener behind. */
  const open = (type: string, functionName: string, eventId: string, args: unknown, hear: Hear) => {
    const stops = Object.entries(hear).map(([word, listener]) =>
      onHostTopic(view, bridgeTopic(functionName, word as TopicWord, eventId), listener),
    );
    const stop = () => {
      for (const off of stops) off();
    };
    try {
      post(type, functionName, eventId, args);
    } catch (error) {
      stop();
      throw error;
    }
    return stop;
  };
  return {
    call(functionName, args) {
      let stop: (() => void) | undefined;
      return new Promise((resolve, reject) => {
        stop = open('method', functionName, newEventId(), args, {
          resolve,
          reject: (error) => reject(deserializeBridgeError(error)),
        });
      }).finally(() => stop?.());
    },
    listen(functionName, options, { onEvent, onError }) {
      const eventId = newEventId();
      const stop = open('addEventListener', functionName, eventId, options, {
        onEvent,
        onError: (error) => onError(deserializeBridgeError(error)),
      });
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

/** Who hears which word of the app. */
type Hear = { readonly [Word in TopicWord]?: (data: unknown) => void };

/** Unique among all copies of this package and of the official SDK in the page, which creates its ids in the same way. */
function newEventId(): string {
  return Math.random().toString(36).slice(2);
}
