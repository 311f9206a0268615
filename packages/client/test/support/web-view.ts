import type { HostEmitter, WebViewWindow } from '@ait-iap/protocol';

interface Message {
  readonly type: string;
  readonly functionName: string;
  readonly eventId: string;
  readonly args?: unknown;
}

/** A window of the Toss app without the app: a test sees what is posted and answers by hand. */
export function webView(constants: Record<string, unknown> = {}) {
  const posted: Message[] = [];
  const window: WebViewWindow = {
    ReactNativeWebView: { postMessage: (text) => posted.push(JSON.parse(text) as Message) },
    __CONSTANT_HANDLER_MAP: constants,
  };
  return {
    window,
    posted,
    /** What the host does to answer: it emits on the window's emitter of that moment. */
    emit(topic: string, data?: unknown) {
      window.__GRANITE_NATIVE_EMITTER?.emit(topic, data);
    },
    get topics() {
      return Object.keys(window.__GRANITE_NATIVE_EMITTER?.events ?? {});
    },
  };
}

/** The emitter that the official SDK 2.10.8 puts in place, as far as its form goes: it keeps empty lists. */
export function officialLikeEmitter(): HostEmitter {
  return {
    events: {},
    emit(topic, data) {
      for (const listener of this.events[topic] ?? []) listener(data);
    },
    on(topic, listener) {
      const listeners = this.events[topic] ?? [];
      this.events[topic] = listeners;
      listeners.push(listener);
      return () => {
        this.events[topic] = this.events[topic]?.filter((other) => other !== listener);
      };
    },
  };
}
