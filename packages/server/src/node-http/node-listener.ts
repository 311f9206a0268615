import type { IncomingMessage, ServerResponse } from 'node:http';
import { requestOf } from './request-of.js';

/** A handler as `createIapHandler` and `createWebhookHandler` make it. */
export type FetchHandler = (request: Request) => Promise<Response>;

/** What `http.createServer` and `app.use` of Express take. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Mounts a handler in a server of Node, and in Express and its kind, also behind a body parser such as `express.json()`: a body
 * that was parsed already is taken from `request.body`. The path is the one that was asked for, whatever the framework has cut
 * off. Answers are sent whole: it is for the handlers of this package.
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
      // Nobody is left to answer, or half of an answer is sent: the connection says the rest.
      outgoing.destroy();
    });
  };
}

async function answer(
  handler: FetchHandler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const response = await handler(requestOf(incoming, signal));
  const body = new Uint8Array(await response.arrayBuffer());
  if (outgoing.destroyed) return;
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') outgoing.setHeader(name, value);
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies);
  // What is still to come of the request would be read as the next one.
  if (!incoming.complete && incoming.httpVersionMajor === 1) outgoing.setHeader('connection', 'close');
  outgoing.end(body);
}
