import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';
import { RequestProblem } from './request-problem.js';

/** The handlers of one path, by method. */
export interface Route {
  readonly method: 'GET' | 'POST';
  run(request: Request): Promise<Response>;
}

/** Every path, below the place where the handler is mounted. */
export interface Routes {
  readonly basePath: string;
  readonly table: Readonly<Record<string, Route>>;
}

const ALLOWED = { GET: 'GET, HEAD', POST: 'POST' } as const;
const SHOWN_PATH_LENGTH = 100;

/**
 * Answers a request by its path and method. A 404 and a 405 say what would have been right. HEAD is answered as GET
 * without its body, OPTIONS with the methods of the path.
 */
export async function route(request: Request, routes: Routes): Promise<Response> {
  const { pathname } = new URL(request.url);
  const found = find(pathname, routes);
  if (found === undefined) throw notFound(pathname, routes);
  const { method } = request;
  if (method === 'OPTIONS') {
    return new Response(null, { status: 204, headers: { allow: `${ALLOWED[found.method]}, OPTIONS` } });
  }
  if (method === found.method) return found.run(request);
  if (method === 'HEAD' && found.method === 'GET') {
    const { status, headers } = await found.run(request);
    return new Response(null, { status, headers });
  }
  throw new RequestProblem({
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
    detail: `Use ${found.method}.`,
    headers: { allow: ALLOWED[found.method] },
  });
}

/**
 * Reads where the handler is mounted. A slash at the end is ignored.
 *
 * @throws FulfillmentInputError if it cannot be the beginning of a path
 */
export function readBasePath(basePath: unknown = ''): string {
  const text = typeof basePath === 'string' ? basePath.replace(/\/+$/, '') : undefined;
  if (text === '' || (text?.startsWith('/') && new URL(text, 'http://host').pathname === text)) return text;
  throw new FulfillmentInputError(
    'basePath',
    'it cannot be the beginning of a path. Pass where the handler is mounted, such as /iap, or leave it out.',
  );
}

/** Below `basePath`, and without it: Express cuts it off where the handler is mounted with `app.use`. */
function find(pathname: string, { basePath, table }: Routes): Route | undefined {
  const below = pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : pathname;
  return Object.hasOwn(table, below) ? table[below] : undefined;
}

function notFound(pathname: string, { basePath, table }: Routes): RequestProblem {
  const paths = Object.keys(table).map((path) => basePath + path);
  return new RequestProblem({
    status: 404,
    code: 'NOT_FOUND',
    detail: `No route has the path ${pathname.slice(0, SHOWN_PATH_LENGTH)}. There are ${paths.join(', ')}: set basePath to where the handler is mounted.`,
  });
}
