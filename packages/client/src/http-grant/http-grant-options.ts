import type { Clock } from '@ait-iap/protocol';

/** How to reach the partner backend. */
export interface HttpGrantOptions {
  /** The address of its `POST /grant`. */
  readonly url: string | URL;
  /** Headers that tell the backend who the user is; asked anew for each order. */
  readonly headers?: HeadersInit | (() => HeadersInit | Promise<HeadersInit>) | undefined;
  /**
   * Whether cookies go along.
   * @defaultValue what `fetch` does: cookies for the page's own origin only
   */
  readonly credentials?: RequestCredentials | undefined;
  /**
   * The clock that the deadline is kept by: the one of the client.
   * @defaultValue the device's own
   */
  readonly clock?: Clock | undefined;
  /**
   * What requests go through.
   * @defaultValue the page's `fetch`
   */
  readonly fetch?: typeof globalThis.fetch | undefined;
}
