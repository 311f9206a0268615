/** What the host calls to answer a page; the official SDK 2.10.8 makes one of exactly this form. */
export interface HostEmitter {
  /** Passes `data` to all listeners of a topic. */
  emit(topic: string, data: unknown): void;
  /** Adds a listener to a topic. Returns a function that removes it. */
  on(topic: string, listener: (data: unknown) => void): () => void;
  /** The listeners of each topic. */
  events: Record<string, ((data: unknown) => void)[] | undefined>;
}

/** The part of a WebView's `window` that the bridge protocol uses (observed in the official SDK 2.10.8). */
export interface WebViewWindow {
  /** How a page sends a text to the Toss app. */
  ReactNativeWebView?: { postMessage(text: string): void } | undefined;
  /** What the Toss app calls to answer the page. */
  __GRANITE_NATIVE_EMITTER?: HostEmitter | undefined;
  /** The facts about the app and the device, by name. */
  __CONSTANT_HANDLER_MAP?: Readonly<Record<string, unknown>> | undefined;
  /** Only in a window of SDK 3.x, where the rest above but `ReactNativeWebView` is missing (observed). */
  __appsInTossNativeBridge?: unknown;
}
