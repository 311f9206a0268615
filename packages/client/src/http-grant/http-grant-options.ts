import type { Clock } from '@ait-iap/protocol';

/** How to reach the partner backend. */
export interface HttpGrantOptions {
  /** The address of its `POST /grant`. */
  readonly url: string | URL;
  /** Headers that tell the backend who the user is. Called for each order. */
  readonly headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined;
  /**
   * Whether cookies are sent.
   * @defaultValue the default of `fetch`: cookies only for the page's own origin
   */
  readonly credentials?: RequestCredentials | undefined;
  /**
   * The clock for the deadline. Pass the clock of the client.
   * @defaultValue the device's own
   */
  readonly clock?: Clock | undefined;
  /**
   * The function that sends requests.
   * @defaultValue the page's `fetch`
   */
  readonly fetch?: typeof globalThis.fetch | undefined;
}
