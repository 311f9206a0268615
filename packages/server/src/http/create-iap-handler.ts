import { type Clock, isUserKey } from '@ait-iap/protocol';
import { systemClock } from '../clock/system-clock.js';
import type { Fulfillment } from '../fulfillment/fulfillment.js';
import { requireFunction, requireMethods } from '../fulfillment/require-option.js';
import type { PartnerClient } from '../partner-api/partner-client.js';
import { emitter } from '../telemetry/emitter.js';
import { type CorsPolicy, corsPolicy } from './cors.js';
import { grantRoute } from './grant-route.js';
import { healthRoute } from './health-route.js';
import { ordersRoute } from './orders-route.js';
import { problemResponse } from './problem.js';
import { RequestProblem } from './request-problem.js';
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
  /** Answers `POST /webhooks/subscription`; made by `createWebhookHandler`. @defaultValue 404 */
  readonly webhooks?: ((request: Request) => Promise<Response>) | undefined;
  /** For the days that the certificate has left, in `GET /healthz`. */
  readonly partner?: Pick<PartnerClient, 'certificateExpiresAt'> | undefined;
  /** Where the handler is mounted, such as `/iap`. @defaultValue '' */
  readonly basePath?: string | undefined;
  /** Told of every failure that is answered with 500 or 503; for a log. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** @defaultValue the machine's clock */
  readonly clock?: Clock | undefined;
}

/** A request handler as every runtime with fetch understands it. */
export type IapHandler = (request: Request) => Promise<Response>;

interface Route {
  readonly method: 'GET' | 'POST';
  run(request: Request): Promise<Response>;
}

/**
 * Makes the HTTP side of a partner backend: `POST /grant`, `GET /orders`, `POST /webhooks/subscription`, `GET /healthz`. A plain function from request to response, so
 * that it mounts in Hono, Next.js, Fastify, Workers, Deno and Bun. It never rejects.
 *
 * Pages of the mini-app's own origins are let in by CORS (live and QR test), no other; a request without an origin, such as a
 * health check, is let in too. Errors are answered in the form of RFC 9457.
 *
 * @throws InvalidAppNameError if `appName` cannot be part of a web address
 * @throws FulfillmentInputError if another option cannot be what it should be
 */
export function createIapHandler(options: IapHandlerOptions): IapHandler {
  const { fulfillment, authenticate, webhooks } = options;
  requireMethods('fulfillment', fulfillment, ['grant', 'orders'], 'Pass what createFulfillment made.');
  requireFunction(
    'authenticate',
    authenticate,
    'Pass what tells the user key of a request from your session.',
  );
  const clock = options.clock ?? systemClock;
  const cors = corsPolicy(options.appName, options.allowedOrigins ?? []);
  const basePath = (options.basePath ?? '').replace(/\/+$/, '');
  const signedIn = async (request: Request) => requireUser(await authenticate(request));
  const routes: Readonly<Record<string, Route>> = {
    '/grant': {
      method: 'POST',
      run: async (request) => grantRoute(request, await signedIn(request), { fulfillment, clock }),
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
          certificateExpiresAt: () => options.partner?.certificateExpiresAt(),
          now: () => clock.now(),
        }),
    },
    ...(webhooks === undefined
      ? {}
      : { '/webhooks/subscription': { method: 'POST' as const, run: webhooks } }),
  };
  return (request) => answer(request, { cors, routes, basePath, onError: emitter(options.onError) });
}

interface Site {
  readonly cors: CorsPolicy;
  readonly routes: Readonly<Record<string, Route>>;
  readonly basePath: string;
  readonly onError: ((error: unknown) => void) | undefined;
}

async function answer(request: Request, site: Site): Promise<Response> {
  const origin = request.headers.get('origin');
  if (origin !== null && !site.cors.allows(origin) && !isSameOrigin(request, origin)) {
    return problemResponse({
      status: 403,
      code: 'ORIGIN_NOT_ALLOWED',
      detail:
        'Pages of this origin may not call. Correct appName if it is your mini-app, or add the origin to allowedOrigins.',
    });
  }
  if (origin !== null && request.method === 'OPTIONS') return site.cors.preflight(origin);
  const response = await route(request, site).catch((error: unknown) => {
    const problem = toProblem(error);
    if (problem.status >= 500) site.onError?.(error);
    return problemResponse(problem);
  });
  if (origin !== null) {
    for (const [name, value] of Object.entries(site.cors.headers(origin))) response.headers.set(name, value);
  }
  return response;
}

async function route(request: Request, { routes, basePath }: Site): Promise<Response> {
  const { pathname } = new URL(request.url);
  const path = pathname.startsWith(basePath) ? pathname.slice(basePath.length) : '';
  const found = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (found === undefined) {
    throw new RequestProblem({ status: 404, code: 'NOT_FOUND', detail: 'No route has this path.' });
  }
  if (request.method !== found.method) {
    throw new RequestProblem({
      status: 405,
      code: 'METHOD_NOT_ALLOWED',
      detail: `Use ${found.method}.`,
      headers: { allow: found.method },
    });
  }
  return found.run(request);
}

/** A page that the backend itself serves sends an origin too, with every POST. */
function isSameOrigin(request: Request, origin: string): boolean {
  return new URL(request.url).origin === origin;
}

function requireUser(userKey: string | null | undefined): string {
  if (isUserKey(userKey)) return userKey;
  throw new RequestProblem({
    status: 401,
    code: 'UNAUTHENTICATED',
    detail: 'Sign in first: authenticate gave no user key as a string.',
  });
}
