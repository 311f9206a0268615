import type { WebViewWindow } from '@ait-iap/protocol';
import {
  deserializeBridgeError,
  errorTopic,
  eventTopic,
  type IapBridge,
  rejectTopic,
  resolveTopic,
} from '@ait-iap/protocol';
import { createEmitter } from './web-view.js';

let messages = 0;

/** Speaks the WebView protocol in a page that `/bridge.js` has prepared. */
export function pageBridge(window: WebViewWindow): IapBridge {
  window.__GRANITE_NATIVE_EMITTER ??= createEmitter();
  const on = (topic: string, handler: (data: unknown) => void) =>
    window.__GRANITE_NATIVE_EMITTER?.on(topic, handler) ?? (() => {});
  const post = (message: object) => window.ReactNativeWebView?.postMessage(JSON.stringify(message));
  return {
    call: (functionName, args) =>
      new Promise((resolve, reject) => {
        const eventId = `official-${++messages}`;
        const stops: Array<() => void> = [];
        const settle = (end: (value: unknown) => void) => (data: unknown) => {
          for (const stop of stops) stop();
          end(data);
        };
        stops.push(on(resolveTopic(functionName, eventId), settle(resolve)));
        stops.push(
          on(
            rejectTopic(functionName, eventId),
            settle((error) => reject(deserializeBridgeError(error))),
          ),
        );
        post({ type: 'method', functionName, eventId, args });
      }),
    listen(functionName, options, listener) {
      const eventId = `official-${++messages}`;
      const stops = [
        on(eventTopic(functionName, eventId), (data) => listener.onEvent(data)),
        on(errorTopic(functionName, eventId), (error) => listener.onError(deserializeBridgeError(error))),
      ];
      post({ type: 'addEventListener', functionName, eventId, args: options });
      return () => {
        post({ type: 'removeEventListener', functionName, eventId });
        for (const stop of stops) stop();
      };
    },
    constant: (name) => window.__CONSTANT_HANDLER_MAP?.[name],
  };
}
