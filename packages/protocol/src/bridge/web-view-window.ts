/** What the host calls to answer a page; the official SDK 2.10.8 makes one of exactly this form. */
export interface HostEmitter {
  emit(topic: string, data: unknown): void;
  on(topic: string, listener: (data: unknown) => void): () => void;
  events: Record<string, ((data: unknown) => void)[] | undefined>;
}

/** The part of a WebView's `window` that the bridge protocol uses (observed in the official SDK 2.10.8). */
export interface WebViewWindow {
  ReactNativeWebView?: { postMessage(text: string): void } | undefined;
  __GRANITE_NATIVE_EMITTER?: HostEmitter | undefined;
  __CONSTANT_HANDLER_MAP?: Readonly<Record<string, unknown>> | undefined;
  /** Only in a window of SDK 3.x, where the rest above but `ReactNativeWebView` is missing (observed). */
  __appsInTossNativeBridge?: unknown;
}
