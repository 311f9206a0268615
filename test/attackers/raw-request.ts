import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';

/** What came back. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** How much of the body had left before the answer was there. */
  readonly sent: number;
}

/** A request with headers that `fetch` would not let anybody choose. */
export interface RawRequest {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** Sends so many bytes in pieces, without saying how many there will be, for as long as the server takes them. */
  readonly endless?: number;
  /** For mutual TLS. */
  readonly tls?: { readonly ca: string; readonly cert: string; readonly key: string };
}

const PIECE = Buffer.alloc(64 * 1024, 'x');

/** Sends a request as an attacker writes it. Rejects if the connection breaks before there is an answer. */
export function rawRequest(url: string, options: RawRequest = {}): Promise<RawAnswer> {
  const { method = 'GET', headers = {}, body, endless = 0, tls } = options;
  const request = url.startsWith('https:') ? tlsRequest : plainRequest;
  return new Promise((resolve, reject) => {
    let sent = 0;
    let answered = false;
    const outgoing = request(url, { method, headers, agent: false, ...tls }, (incoming) => {
      answered = true;
      const chunks: Buffer[] = [];
      const done = () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text, sent });
        outgoing.destroy();
      };
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', done);
      // Cut off behind the answer: it was there all the same.
      incoming.on('error', done);
    });
    outgoing.on('error', (error) => {
      if (!answered) reject(error);
    });
    if (endless === 0) {
      outgoing.end(body);
      return;
    }
    const more = () => {
      while (sent < endless && !answered && !outgoing.destroyed) {
        sent += PIECE.length;
        if (!outgoing.write(PIECE)) {
          outgoing.once('drain', more);
          return;
        }
      }
      if (!outgoing.destroyed) outgoing.end();
    };
    more();
  });
}
