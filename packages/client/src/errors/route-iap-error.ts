import type { ErrorCategory } from './error-category.js';
import type { KnownErrorCode } from './error-code.js';
import { type IapError, isIapError } from './iap-error.js';
import { toIapError } from './to-iap-error.js';

/** Handles one error. Its result becomes the result of `routeIapError`. */
type Handler<R = unknown> = (error: IapError) => R;

/**
 * Handlers for errors. The handler of a code comes first, then that of its category, then `default`. If your backend
 * could not be asked about a purchase, the code is the platform's PRODUCT_NOT_GRANTED_BY_PARTNER, but a handler for
 * GRANT_UNAVAILABLE comes before it. Without a `default` every category needs a handler, because the platform may send
 * new codes at any time. The compiler says which one is missing.
 */
export type ErrorRoutes<R = unknown> = { readonly [Code in KnownErrorCode]?: Handler<R> } & (
  | ({ readonly [Category in ErrorCategory]: Handler<R> } & { readonly default?: Handler<R> })
  | ({ readonly [Category in ErrorCategory]?: Handler<R> } & { readonly default: Handler<R> })
);

/** What a handler may be for. */
type RouteKey = KnownErrorCode | ErrorCategory | 'default';

/** A key that is neither a code nor a category does not compile. */
type OnlyRoutes<Routes> = { readonly [Key in Exclude<keyof Routes, RouteKey>]: never };

/** The result type of a handler. Nothing for a missing one, because then the next handler is called. */
type Returned<Route> = Route extends Handler<infer R> ? R : never;

/** The result type of all handlers, including optional ones. */
type Routed<Routes> = { [Key in keyof Routes]-?: Returned<Routes[Key]> }[keyof Routes];

/**
 * Calls the handler for an error.
 *
 * @param error - any thrown value, preferably an `IapError`
 * @returns what the handler returned
 *
 * @example
 * routeIapError(error, {
 *   'user-canceled': () => undefined,
 *   'paid-unresolved': () => showPendingPage(),
 *   ITEM_ALREADY_OWNED: () => restore(),
 *   default: ({ userMessage }) => toast(userMessage.ko),
 * });
 */
export function routeIapError<Routes extends ErrorRoutes>(
  error: unknown,
  routes: Routes & OnlyRoutes<Routes>,
): Routed<Routes> {
  const known = toIapError(error, 'buy');
  const own = new Map<string, Handler | undefined>(Object.entries(routes));
  const codes = [reasonOf(known), known.code, known.category, 'default'];
  const handler = codes.map((key) => own.get(key)).find((found) => found);
  return handler?.(known) as Routed<Routes>;
}

/** "The backend could not be asked" says more than "nothing was granted". */
function reasonOf({ code, cause }: IapError): string {
  const isUnavailable = isIapError(cause) && cause.code === 'GRANT_UNAVAILABLE';
  return isUnavailable ? cause.code : code;
}
