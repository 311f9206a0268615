import type { Platform } from './functions.js';

/** What each function of SDK 3.x carries, and each drop-in function of `@ait-iap/client`. */
export interface FunctionSupport {
  /** Whether the user's Toss app has the function. */
  isSupported(): boolean;
  /** The oldest Toss app that has it, such as `5.219.0`. */
  readonly MIN_TOSS_APP_VERSION: Readonly<Record<Platform, string>>;
}

/** Where a listener of a bridge is told what happens. */
export interface IapBridgeListener {
  /** Called for each event, with what the host sent. */
  onEvent(data: unknown): void;
  /** Called for each error of the host, an `Error` with its own `code` where the host gave one. */
  onError(error: unknown): void;
}

/**
 * How a mini-app talks to the Toss app, in three ways. It knows nothing about purchases.
 *
 * Every bridge implements it: the WebView protocol, the official SDK, the sandbox. Code that uses it does not know which one
 * it has. Everything that comes back is `unknown` until a schema has read it.
 */
export interface IapBridge {
  /**
   * Calls one method of the Toss app; see `BRIDGE_METHODS`.
   * Rejects with what the host answered, or at once if there is no such method or no host. Has no timeout.
   */
  call(functionName: string, args: readonly unknown[]): Promise<unknown>;
  /**
   * Starts one event function of the Toss app; see `BRIDGE_EVENTS`.
   * Returns a function that stops listening. It may be called twice, and it does not close an order sheet.
   * Throws if the function could not be started. Then nothing was opened, and nobody has paid.
   */
  listen(functionName: string, options: unknown, listener: IapBridgeListener): () => void;
  /** One plain value of the host; see `BRIDGE_CONSTANTS`. `undefined` when the host does not have it. */
  constant(name: string): unknown;
  /**
   * What the host says by itself about a function, or an ability inside one, by its name in `MINIMUM_APP_VERSIONS`:
   * SDK 3.x does. Where this is missing or answers `undefined`, the version table decides. Throws an error of the
   * host where there is none.
   */
  isSupported?(feature: string): boolean | undefined;
  /** The oldest app that has a function, where the host's own function says it: SDK 3.x does. */
  minimumAppVersion?(name: string): FunctionSupport['MIN_TOSS_APP_VERSION'] | undefined;
}
