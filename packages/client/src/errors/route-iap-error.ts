import type { ErrorCategory } from './error-category.js';
import type { KnownErrorCode } from './error-code.js';
import { type IapError, isIapError } from './iap-error.js';
import { toIapError } from './to-iap-error.js';

type Handler<R = unknown> = (error: IapError) => R;

/**
 * Where errors go: a handler for a code comes first, then that of its category, then `default`. A purchase that your
 * backend could not be asked about ends with the platform's PRODUCT_NOT_GRANTED_BY_PARTNER; a handler for
 * GRANT_UNAVAILABLE comes before that one. Without a `default`
 * every category needs one, since the platform may send new codes at any time; the compiler says which is missing.
 */
export type ErrorRoutes<R = unknown> = { readonly [Code in KnownErrorCode]?: Handler<R> } & (
  | ({ readonly [Category in ErrorCategory]: Handler<R> } & { readonly default?: Handler<R> })
  | ({ readonly [Category in ErrorCategory]?: Handler<R> } & { readonly default: Handler<R> })
);

type RouteKey = KnownErrorCode | ErrorCategory | 'default';

/** A key that is neither a code nor a category is a typing mistake. */
type OnlyRoutes<Routes> = { readonly [Key in Exclude<keyof Routes, RouteKey>]: never };

/** What a handler returns; nothing for one that is not there, since the next in line is called then. */
type Returned<Route> = Route extends Handler<infer R> ? R : never;

/** What the handlers of the routes return, those that may be missing included. */
type Routed<Routes> = { [Key in keyof Routes]-?: Returned<Routes[Key]> }[keyof Routes];

/**
 * Sends an error to the handler for it.
 *
 * @param error - anything that was thrown, an `IapError` best
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

/** That the backend could not be asked says more than that nothing was granted. */
function reasonOf({ code, cause }: IapError): string {
  const isUnavailable = isIapError(cause) && cause.code === 'GRANT_UNAVAILABLE';
  return isUnavailable ? cause.code : code;
}
