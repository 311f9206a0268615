import type { IncomingMessage } from 'node:http';

/** What frameworks and hosting services add to a request. */
interface Prepared {
  /** Express: the path before Express removed its mount path. */
  readonly originalUrl?: unknown;
  /** Express and its body parsers: the parsed body. */
  readonly body?: unknown;
  /** Functions of Google Cloud and Firebase: the bytes before they were parsed. */
  readonly rawBody?: unknown;
}

/** Turns a request of Node into a fetch `Request`. Its body is read from the network, unless it was already read. */
export function requestOf(incoming: IncomingMessage, signal: AbortSignal): Request {
  const { method = 'GET' } = incoming;
  const headers = headersOf(incoming);
  const url = urlOf(incoming);
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers, signal });
  if (!incoming.readableDidRead) {
    const init = { method, headers, signal, body: bodyStream(incoming), duplex: 'half' };
    return new Request(url, init as RequestInit);
  }
  const body = parsedBody(incoming);
  // The headers stay as they were even without a body, so the handler sees that a body was sent and already read.
  if (body === undefined) return new Request(url, { method, headers, signal });
  headers.delete('content-length');
  headers.delete('transfer-encoding');
  return new Request(url, { method, headers, signal, body });
}

function urlOf(incoming: IncomingMessage): URL {
  const { originalUrl } = incoming as Prepared;
  const path = typeof originalUrl === 'string' ? originalUrl : (incoming.url ?? '/');
  const scheme = (incoming.socket as { encrypted?: boolean }).encrypted === true ? 'https' : 'http';
  // Nothing depends on the host: the sender chooses it, and it may be anything.
  const base = `${scheme}://${incoming.headers.host ?? incoming.headers[':authority'] ?? 'localhost'}`;
  const { origin } = new URL(URL.canParse(base) ? base : `${scheme}://localhost`);
  // A path that begins with two slashes would be read as a host.
  const text = path.startsWith('/') ? origin + path : path;
  const url = URL.canParse(text, origin) ? new URL(text, origin) : new URL('/', origin);
  // A Request takes no URL with them.
  url.username = '';
  url.password = '';
  return url;
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headers)) {
    // The entries of HTTP/2 that begin with a colon are not headers.
    if (name.startsWith(':')) continue;
    for (const value of [values ?? []].flat()) headers.append(name, value);
  }
  return headers;
}

/** What a body parser left: the bytes if they were kept, else the text, else the value as JSON. */
function parsedBody(incoming: IncomingMessage): string | Uint8Array<ArrayBuffer> | undefined {
  const { rawBody, body } = incoming as Prepared;
  for (const kept of [rawBody, body]) {
    if (typeof kept === 'string') return kept;
    if (kept instanceof Uint8Array) return new Uint8Array(kept);
  }
  return body === undefined ? undefined : JSON.stringify(body);
}

/**
 * Unlike a stream of Node, it keeps the connection open when the rest of the body is not needed, so that the answer
 * still gets through.
 */
function bodyStream(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  let canceled = false;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      incoming.pause();
      incoming.on('data', (chunk: Uint8Array) => {
        if (canceled) return;
        controller.enqueue(new Uint8Array(chunk));
        if ((controller.desiredSize ?? 0) <= 0) incoming.pause();
      });
      incoming.once('end', () => {
        if (!canceled) controller.close();
      });
      const cutOff = () => {
        if (!canceled && !incoming.complete) controller.error(new Error('The connection was closed.'));
        canceled = true;
      };
      incoming.once('error', cutOff);
      incoming.once('close', cutOff);
    },
    pull() {
      incoming.resume();
    },
    cancel() {
      canceled = true;
      incoming.pause();
    },
  });
}
