import type { IncomingMessage, ServerResponse } from 'node:http';
import { requestOf } from './request-of.js';

/** A handler that `createIapHandler` or `createWebhookHandler` returns. */
export type FetchHandler = (request: Request) => Promise<Response>;

/** A request listener for `http.createServer` and for `app.use` of Express. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Mounts a handler in a Node server, in Express, and in frameworks like it. It also works behind a body parser such as
 * `express.json()`: it then takes the parsed body from `request.body`. The handler gets the full path of the request,
 * even if the framework has removed a prefix. Answers are sent as a whole, so use it only for the handlers of this
 * package.
 *
 * @example
 * app.use('/iap', nodeListener(createIapHandler({ …, basePath: '/iap' })));
 */
export function nodeListener(handler: FetchHandler): NodeListener {
  return (incoming, outgoing) => {
    const gone = new AbortController();
    outgoing.once('close', () => {
      if (!outgoing.writableFinished) gone.abort();
    });
    answer(handler, incoming, outgoing, gone.signal).catch(() => {
      // The client has gone, or half of an answer is already sent. Closing the connection is all that is left.
      outgoing.destroy();
    });
  };
}

/** A fetch `Request` cannot have these methods. */
function isForbidden({ method }: IncomingMessage): boolean {
  return method === 'TRACE' || method === 'TRACK' || method === 'CONNECT';
}

async function answer(
  handler: FetchHandler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const response = isForbidden(incoming)
    ? new Response(null, { status: 405, headers: { allow: 'GET, HEAD, POST, OPTIONS' } })
    : await handler(requestOf(incoming, signal));
  const body = new Uint8Array(await response.arrayBuffer());
  if (outgoing.destroyed) return;
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') outgoing.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
  // The rest of the request body would be read as the next request.
  if (!incoming.complete && incoming.httpVersionMajor === 1) outgoing.setHeader('connection', 'close');
  outgoing.end(body);
}
