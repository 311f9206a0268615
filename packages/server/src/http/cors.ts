import { miniAppOrigins } from '@ait-iap/protocol';
import { FulfillmentInputError } from '../fulfillment/fulfillment-input-error.js';

/** Which pages may call the handler. */
export interface CorsPolicy {
  /** Whether a page of this origin may call. */
  allows(origin: string): boolean;
  /** The headers of an answer to a page of this origin. */
  headers(origin: string): Record<string, string>;
  /** The answer to a preflight request of an allowed origin. */
  preflight(origin: string): Response;
}

// Ten minutes: long enough to save most preflights, short enough for a change of configuration.
const MAX_AGE_SECONDS = 600;

/** Allows the origins of the mini-app and those that were configured, and no other: never `*`, because cookies count. */
export function corsPolicy(appName: string, allowedOrigins: readonly string[]): CorsPolicy {
  const allowed = new Set([...miniAppOrigins(appName), ...allowedOrigins.map(readOrigin)]);
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
function readOrigin(text: string): string {
  if (URL.canParse(text) && new URL(text).origin === text) return text;
  throw new FulfillmentInputError(
    'allowedOrigins',
    'an entry is not an origin. Pass scheme, host and port alone, such as http://localhost:5173.',
  );
}
