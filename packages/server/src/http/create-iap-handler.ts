import { type Clock, isUserKey } from '@ait-iap/protocol';
import { systemClock } from '../clock/system-clock.js';
import type { Fulfillment } from '../fulfillment/fulfillment.js';
import { errorListener } from '../listeners/error-listener.js';
import { fulfillmentOptions as read } from '../options/fulfillment-options.js';
import type { PartnerClient } from '../partner-api/partner-client.js';
import { type CorsPolicy, corsPolicy } from './cors.js';
import { grantRoute } from './grant-route.js';
import { healthRoute, livenessRoute } from './health-route.js';
import { ordersRoute } from './orders-route.js';
import { problemResponse } from './problem.js';
import { BODY_TIMEOUT_MS } from './read-body.js';
import { RequestProblem } from './request-problem.js';
import { requireRequest } from './require-request.js';
import { type Route, type Routes, readBasePath, route } from './route.js';
import { toProblem } from './to-problem.js';

/** The options of `createIapHandler`. */
export interface IapHandlerOptions {
  /** The fulfilment that grants the orders of this mini-app. */
  readonly fulfillment: Fulfillment;
  /**
   * Returns the user key of the signed-in user, from your backend's own sign-in (a cookie, a token). Return `undefined`
   * or `null` if nobody is signed in. Never read it from the body: an order id and a user key prove nothing.
   */
  readonly authenticate: (request: Request) => string | null | undefined | Promise<string | null | undefined>;
  /** The mini-app's appName in the console: its pages may call this handler. */
  readonly appName: string;
  /** Other origins whose pages may call, such as a development server. @defaultValue none */
  readonly allowedOrigins?: readonly string[] | undefined;
  /**
   * The origin of pages that this backend serves itself, such as `https://shop.example.com`, where they call the handler. It
   * is not taken from the request: the sender chooses the `Host`. @defaultValue none
   */
  readonly publicOrigin?: string | undefined;
  /** Answers `POST /webhooks/subscription`; made by `createWebhookHandler`. @defaultValue 404 */
  readonly webhooks?: ((request: Request) => Promise<Response>) | undefined;
  /** Lets `GET /healthz` tell how many days the client certificate is still valid. */
  readonly partner?: Pick<PartnerClient, 'certificateExpiresAt'> | undefined;
  /**
   * Where the handler is mounted, such as `/iap`. It also works in a framework that removes this prefix before it calls
   * the handler, such as Express with `app.use('/iap', …)`. @defaultValue ''
   */
  readonly basePath?: string | undefined;
  /**
   * How long a body may take to arrive, in milliseconds, at most 300,000. After that the answer is 408.
   *
   * @defaultValue 10000
   */
  readonly bodyTimeoutMs?: number | undefined;
  /**
   * Called with every error that is answered with 500 or 503, for a log.
   *
   * @defaultValue `console.error`
   */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** The clock that it uses. @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
}

/** A request handler for any runtime that has `Request` and `Response`. */
export type IapHandler = (request: Request) => Promise<Response>;

/**
 * Creates the HTTP side of a partner backend: `POST /grant`, `GET /orders`, `POST /webhooks/subscription`,
 * `GET /healthz` (ready: can grants be written?) and `GET /livez` (alive). It is a plain function from request to
 * response, so it mounts in Hono, Next.js, Fastify, Workers, Deno and Bun. It never rejects, and throws
 * only for what is not a `Request`. No money moves here.
 *
 * CORS allows pages of the mini-app's own origins (live and QR test) and of the configured origins, and no others. A
 * request without an origin, such as a health check, is allowed too. Errors are answered in the form of RFC 9457.
 *
 * @throws InvalidAppNameError if `appName` cannot be part of a web address
 * @throws FulfillmentInputError if another option is invalid
 */
export function createIapHandler(options: IapHandlerOptions): IapHandler {
  checkOptions(options);
  const { fulfillment, authenticate, webhooks, appName, allowedOrigins, publicOrigin, partner } = options;
  const clock = options.clock ?? systemClock;
  const bodyTimeoutMs = read.wholeNumber('bodyTimeoutMs', options.bodyTimeoutMs, BODY_TIMEOUT_MS);
  const signedIn = async (request: Request) => requireUser(await authenticate(request));
  const routes: Record<string, Route> = {
    '/grant': {
      method: 'POST',
      run: async (request) =>
        grantRoute(request, await signedIn(request), { fulfillment, clock, bodyTimeoutMs }),
    },
    '/orders': {
      method: 'GET',
      run: async (request) => ordersRoute(fulfillment, await signedIn(request)),
    },
    '/healthz': {
      method: 'GET',
      run: () =>
        healthRoute({
          fulfillment,
          certificateExpiresAt: () => partner?.certificateExpiresAt(),
          clock,
        }),
    },
    '/livez': { method: 'GET', run: livenessRoute },
  };
  if (webhooks !== undefined) routes['/webhooks/subscription'] = { method: 'POST', run: webhooks };
  const site: Site = {
    cors: corsPolicy({ appName, allowedOrigins, publicOrigin }),
    routes: { basePath: readBasePath(options.basePath), table: routes },
    onError: errorListener(options.onError),
  };
  return (request) => {
    requireRequest(request);
    return answer(request, site);
  };
}

function checkOptions(options: IapHandlerOptions): void {
  read.requireObject('options', options, 'Pass { fulfillment, authenticate, appName }.');
  const { fulfillment, authenticate, webhooks, partner, onError, clock } = options;
  const methods = ['grant', 'orders', 'entitlements', 'health', 'backlog'];
  read.requireMethods('fulfillment', fulfillment, methods, 'Pass what createFulfillment made.');
  const remedy = 'Pass a function that reads the user key from your session.';
  read.requireFunction('authenticate', authenticate, remedy);
  read.optionalFunction('webhooks', webhooks);
  const client = 'Pass what createPartnerClient made.';
  read.optionalMethods('partner', partner, ['certificateExpiresAt'], client);
  read.optionalFunction('onError', onError);
  read.optionalClock(clock);
}

interface Site {
  readonly cors: CorsPolicy;
  readonly routes: Routes;
  readonly onError: (error: unknown) => void;
}

async function answer(request: Request, { cors, routes, onError }: Site): Promise<Response> {
  const origin = request.headers.get('origin');
  if (origin !== null && !cors.allows(origin)) {
    return problemResponse({
      status: 403,
      code: 'ORIGIN_NOT_ALLOWED',
      detail:
        'Pages of this origin may not call. Correct appName if it is your mini-app, set publicOrigin if this backend serves the page, or add the origin to allowedOrigins.',
    });
  }
  if (origin !== null && request.method === 'OPTIONS') return cors.preflight(origin);
  const response = await route(request, routes).catch((error: unknown) => {
    const problem = toProblem(error);
    if (problem.status >= 500) onError(error);
    return problemResponse(problem);
  });
  if (origin !== null) {
    for (const [name, value] of Object.entries(cors.headers(origin))) response.headers.set(name, value);
  }
  return response;
}

function requireUser(userKey: string | null | undefined): string {
  if (isUserKey(userKey)) return userKey;
  throw new RequestProblem({
    status: 401,
    code: 'UNAUTHENTICATED',
    detail: 'Sign in first: authenticate did not return a user key as a string.',
  });
}
