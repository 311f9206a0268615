import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';

/**
 * Says what to do when a handler gets what a framework calls a request, and not a `Request` of the platform. It throws
 * at once: the frameworks that make this mistake possible answer a thrown error, and some leave a rejection unhandled.
 */
export function requireRequest(request: unknown): void {
  const { headers }: { headers?: { get?: unknown } } = Object(request);
  if (typeof headers?.get === 'function') return;
  throw new FulfillmentInputError(
    'request',
    "it is not a Request. In Express, NestJS and plain Node mount nodeListener(handler) of '@ait-iap/server/node'; elsewhere pass the Request of your framework, such as context.req.raw in Hono.",
  );
}
