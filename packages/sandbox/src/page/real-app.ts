import type { WebViewWindow } from '@ait-iap/protocol';

/** A window, with the marks that a sandbox or a Toss app sets on it. */
export interface OccupiedWindow extends WebViewWindow {
  /** The sandbox of this window: the origin of `/bridge.js`, or {@link AUTO}. */
  __AIT_IAP_SANDBOX__?: string;
  /** What a Toss app leaves in a React Native mini-app, which has no WebView (observed). */
  __appsInToss?: unknown;
}

/** The mark of `@ait-iap/sandbox/auto`. */
export const AUTO = 'auto';

/** What already uses a window. A sandbox never replaces a Toss app: people would "buy" for nothing. */
export type Occupant = 'nobody' | 'toss-app' | 'bridge-script' | 'auto';

const SIGNS_OF_THE_APP = [
  'ReactNativeWebView',
  '__appsInTossNativeBridge',
  '__CONSTANT_HANDLER_MAP',
  '__appsInToss',
] as const satisfies readonly (keyof OccupiedWindow)[];

/** Decides whether a sandbox may use a window. No other code decides this. */
export function occupantOf(window: OccupiedWindow): Occupant {
  const sandbox = window.__AIT_IAP_SANDBOX__;
  if (sandbox !== undefined) return sandbox === AUTO ? 'auto' : 'bridge-script';
  return SIGNS_OF_THE_APP.some((sign) => window[sign] != null) ? 'toss-app' : 'nobody';
}

/** The message for developers when a sandbox finds itself inside a Toss app. */
export function refusal(name: string): string {
  return (
    `[ait-iap sandbox] This page runs inside a Toss app: ${name} has changed nothing, and purchases are real. Take it out ` +
    'of what you publish: load it in development only, for example with the plugin @ait-iap/sandbox/vite. ' +
    `(토스 앱 안이라 ${name}는 아무것도 바꾸지 않았고, 결제는 실제로 이루어져요. 배포하는 번들에서 빼고 개발할 때만 불러와 주세요.)`
  );
}
