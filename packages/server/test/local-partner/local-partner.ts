import type { IncomingMessage, ServerResponse } from 'node:http';
import { createSecureServer, type Http2ServerRequest } from 'node:http2';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import type { IssuedCertificate } from './certificates.js';

/** HTTP/2 requests of Node look like those of HTTP/1, with their stream beside. */
type Incoming = IncomingMessage & { readonly stream?: Http2ServerRequest['stream'] };

/** A request as the partner API saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly httpVersion: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** The CN of the client certificate. */
  readonly clientName: string;
}

/** What the partner API does with a request: an answer, or something worse. */
export type Reaction =
  | { readonly httpStatus?: number; readonly json: unknown }
  | { readonly httpStatus?: number; readonly text: string; readonly headers?: Record<string, string> }
  /** A body that comes in several writes. */
  | { readonly pieces: readonly Buffer[] }
  | 'hang'
  | 'hang in the body'
  | 'cut'
  | 'cut in the body';

export interface LocalPartner extends AsyncDisposable {
  readonly origin: string;
  readonly seen: SeenRequest[];
  /** How many connections were opened, those that were refused included. */
  connections(): number;
  /** Sets what the next requests meet. */
  react(reaction: (request: SeenRequest, index: number) => Reaction | Promise<Reaction>): void;
}

export interface LocalPartnerOptions {
  readonly server: IssuedCertificate;
  /** The CA of client certificates. */
  readonly clientCa: string;
  readonly http2?: boolean;
  readonly maxVersion?: 'TLSv1.2' | 'TLSv1.3';
}

/** A partner API over mutual TLS on an ephemeral port of the loopback address. */
export async function startLocalPartner(options: LocalPartnerOptions): Promise<LocalPartner> {
  const seen: SeenRequest[] = [];
  let connections = 0;
  let reaction: (request: SeenRequest, index: number) => Reaction | Promise<Reaction> = succeed;
  const sockets = new Set<TLSSocket>();
  const tls = {
    ...options.server,
    ca: options.clientCa,
    requestCert: true,
    rejectUnauthorized: true,
    ...(options.maxVersion && { maxVersion: options.maxVersion }),
  };
  const server =
    options.http2 === true ? createSecureServer({ ...tls, allowHTTP1: false }) : createServer(tls);
  server.on('connection', () => {
    connections += 1;
  });
  server.on('secureConnection', (socket: TLSSocket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('request', async (request: Incoming, response: ServerResponse) => {
    const socket = request.stream?.session?.socket ?? request.socket;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const one: SeenRequest = {
      method: request.method ?? '',
      path: request.url ?? '',
      httpVersion: request.httpVersion,
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
      clientName: String((socket as TLSSocket).getPeerCertificate?.()?.subject?.CN ?? ''),
    };
    seen.push(one);
    const decided = await reaction(one, seen.length - 1);
    if (decided === 'hang') return;
    if (decided === 'cut') {
      socket?.destroy();
      return;
    }
    if (decided === 'cut in the body' || decided === 'hang in the body') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '999' });
      response.write('{"resultType":');
      if (decided === 'cut in the body') setImmediate(() => socket?.destroy());
      return;
    }
    if ('pieces' in decided) {
      response.writeHead(200, { 'content-type': 'application/json' });
      for (const piece of decided.pieces) {
        response.write(piece);
        await turn();
      }
      response.end();
      return;
    }
    const text = 'json' in decided ? JSON.stringify(decided.json) : decided.text;
    const headers = 'headers' in decided ? decided.headers : {};
    response.writeHead(decided.httpStatus ?? 200, { 'content-type': 'application/json', ...headers });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `https://localhost:${port}`,
    seen,
    connections: () => connections,
    react(next) {
      reaction = next;
    },
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** The answer for the order that was asked for. */
export function success(orderId: string, fields: Record<string, unknown> = {}): Reaction {
  const order = { orderId, status: 'PURCHASED', reason: '구매가 완료되었어요.', sku: 'sku.one', ...fields };
  return { json: { resultType: 'SUCCESS', success: order } };
}

function succeed(request: SeenRequest): Reaction {
  return success((JSON.parse(request.body) as { orderId: string }).orderId);
}
