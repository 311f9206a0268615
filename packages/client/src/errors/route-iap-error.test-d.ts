import type { IapError } from './iap-error.js';
import { type ErrorRoutes, routeIapError } from './route-iap-error.js';

declare const error: IapError;

declare const optional: { default: () => 'page'; 'try-again'?: () => number };

/** An optional handler counts with its result type, without `undefined`. */
export const pageOrNumber: 'page' | number = routeIapError(error, optional);

// @ts-expect-error The handler that may be there returns a number.
export const onlyPage: 'page' | undefined = routeIapError(error, optional);

declare const routes: ErrorRoutes<string>;

/** There is always a handler. */
export const text: string = routeIapError(error, routes);

declare const silent: { default: () => undefined; 'try-again'?: () => number };

// @ts-expect-error A handler that returns nothing still counts.
export const onlyNumber: number = routeIapError(error, silent);
