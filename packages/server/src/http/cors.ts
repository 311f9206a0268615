import { miniAppOrigins } from '@ait-iap/protocol';
import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';
import { kindOf } from '../options/option-reader.js';

/** Decides which pages may call the handler. */
export interface CorsPolicy {
  /** Whether a page of this origin may call. */
  allows(origin: string): boolean;
  /** The headers of an answer to a page of this origin. */
  headers(origin: string): Record<string, string>;
  /** The answer to a preflight request of an allowed origin. */
  preflight(origin: string): Response;
}

// Ten minutes: long enough to save most preflights, short enough for a change of configuration to take effect.
const MAX_AGE_SECONDS = 600;

/** The pages that may call. */
export interface AllowedPages {
  /** The mini-app whose pages may call. */
  readonly appName: string;
  readonly allowedOrigins: readonly string[] | undefined;
  /** The origin of the backend's own pages. */
  readonly publicOrigin: string | undefined;
}

/**
 * Allows the origins of the mini-app and the configured ones, and no others. Never `*`, because requests carry cookies.
 * Never the `Host` of the request, because the sender chose it.
 *
 * @throws InvalidAppNameError if `appName` cannot be part of a web address
 * @throws FulfillmentInputError if another value is not an origin
 */
export function corsPolicy({ appName, allowedOrigins = [], publicOrigin }: AllowedPages): CorsPolicy {
  if (!Array.isArray(allowedOrigins)) {
    throw new FulfillmentInputError(
      'allowedOrigins',
      `it is ${kindOf(allowedOrigins)}. Pass a list of origins.`,
    );
  }
  const own = publicOrigin === undefined ? [] : [readOrigin('publicOrigin', publicOrigin)];
  const others = allowedOrigins.map((origin: unknown) => readOrigin('allowedOrigins', origin));
  const allowed = new Set([...miniAppOrigins(appName), ...own, ...others]);
  const headers = (origin: string) => ({
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    vary: 'Origin',
  });
  return {
    allows: (origin) => allowed.has(origin),
    headers,
    preflight: (origin) =>
      new Response(null, {
        status: 204,
        headers: {
          ...headers(origin),
          'access-control-allow-methods': 'GET, POST',
          'access-control-allow-headers': 'authorization, content-type',
          'access-control-max-age': String(MAX_AGE_SECONDS),
        },
      }),
  };
}

/** A path or a slash at the end would make an origin that no browser ever sends. */
function readOrigin(field: string, text: unknown): string {
  if (typeof text === 'string' && URL.canParse(text) && new URL(text).origin === text) return text;
  throw new FulfillmentInputError(
    field,
    'it holds a value that is not an origin. Pass only scheme, host and port, such as http://localhost:5173.',
  );
}
