import { type Clock, isUserKey } from '@ait-iap/protocol';
import { systemClock } from '../clock/system-clock.js';
import type { Fulfillment } from '../fulfillment/fulfillment.js';
import { fulfillmentOptions as read } from '../options/fulfillment-options.js';
import type { PartnerClient } from '../partner-api/partner-client.js';
import { emitter } from '../telemetry/emitter.js';
import { type CorsPolicy, corsPolicy } from './cors.js';
import { grantRoute } from './grant-route.js';
import { healthRoute, livenessRoute } from './health-route.js';
import { ordersRoute } from './orders-route.js';
import { problemResponse } from './problem.js';
import { BODY_TIMEOUT_MS } from './read-body.js';
import { RequestProblem } from './request-problem.js';
import { type Route, type Routes, readBasePath, route } from './route.js';
import { toProblem } from './to-problem.js';

/** What an IAP handler is made from. */
export interface IapHandlerOptions {
  readonly fulfillment: Fulfillment;
  /**
   * Tells who is signed in, from the backend's own session (a cookie, a token), or `undefined` or `null` for nobody. Never
   * from the body: an order id and a user key are no proof.
   */
  readonly authenticate: (request: Request) => string | null | undefined | Promise<string | null | undefined>;
  /** The mini-app's appName in the console: its pages may call this handler. */
  readonly appName: string;
  /** Further origins whose pages may call, such as a development server. @defaultValue none */
  readonly allowedOrigins?: readonly string[] | undefined;
  /**
   * The origin of pages that this backend serves itself, such as `https://shop.example.com`, where they call the handler. It
   * is not taken from the request: the sender chooses the `Host`. @defaultValue none
   */
  readonly publicOrigin?: string | undefined;
  /** Answers `POST /webhooks/subscription`; made by `createWebhookHandler`. @defaultValue 404 */
  readonly webhooks?: ((request: Request) => Promise<Response>) | undefined;
  /** For the days that the certificate has left, in `GET /healthz`. */
  readonly partner?: Pick<PartnerClient, 'certificateExpiresAt'> | undefined;
  /**
   * Where the handler is mounted, such as `/iap`. A framework that cuts it off before the handler is called, such as Express
   * under `app.use('/iap', …)`, is understood too. @defaultValue ''
   */
  readonly basePath?: string | undefined;
  /**
   * How long a body may take to arrive, in milliseconds, at most 300,000; then the answer is 408.
   *
   * @defaultValue 10000
   */
  readonly bodyTimeoutMs?: number | undefined;
  /** Told of every failure that is answered with 500 or 503; for a log. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
}

/** A request handler as every runtime with fetch understands it. */
export type IapHandler = (request: Request) => Promise<Response>;

/**
 * Makes the HTTP side of a partner backend: `POST /grant`, `GET /orders`, `POST /webhooks/subscription`, `GET /healthz`
 * (ready: can grants be written?) and `GET /livez` (alive). A plain function from request to response, so
 * that it mounts in Hono, Next.js, Fastify, Workers, Deno and Bun. It never rejects.
 *
 * Pages of the mini-app's own origins are let in by CORS (live and QR test), and those that are configured, no other; a request
 * without an origin, such as a health check, is let in too. Errors are answered in the form of RFC 9457.
 *
 * @throws InvalidAppNameError if `appName` cannot be part of a web address
 * @throws FulfillmentInputError if another option cannot be what it should be
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
    onError: emitter(options.onError),
  };
  return (request) => answer(request, site);
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
  readonly onError: ((error: unknown) => void) | undefined;
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
    if (problem.status >= 500) onError?.(error);
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
