import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { NextFaults } from '../faults/next-faults.js';
import { PageConnection } from '../host/bridge-socket/page-connection.js';
import { BRIDGE_SOCKET_PATH, type ToPage } from '../host/bridge-socket/wire.js';
import type { Host, HostOptions } from '../host/host.js';
import { type Refusal, refuseForeignPage, refuseStranger } from './access.js';
import { accessOf } from './access-of.js';

/** The largest message of a page, in bytes: it is a call, not a file. */
const MAX_MESSAGE_BYTES = 1_048_576;
/** Policy violation, as RFC 6455 numbers it. */
const CLOSE_REFUSED = 1008;
/** Service restart, as IANA registers it. */
const CLOSE_RESTARTED = 1012;

/** The parts that the pages of a server need. */
export interface BridgeSocketsOptions {
  readonly openHost: (options: HostOptions) => Host;
  /** Arms a fault that a page requests. */
  readonly arm: (text: string, userKey: string) => void;
  /** The faults that wait for the next purchases of a user. */
  readonly next: NextFaults;
  /** Decides whether a page that is not on this machine may connect. */
  readonly token: string | undefined;
}

/** The connections of all pages. */
export interface BridgeSockets {
  /** Call it when the world was replaced. Every page is disconnected, and gets a new Toss app with its next call. */
  restart(): void;
  /** Closes every connection. */
  close(): void;
}

/** Serves `/bridge.js` pages on an HTTP server, with one WebSocket and one Toss app for each. */
export function serveBridgeSockets(server: Server, options: BridgeSocketsOptions): BridgeSockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  sockets.on('connection', (socket) => connect(socket, options));
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusal = refuse(request, options.token);
    if (refusal) return end(socket, refusal);
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  });
  return {
    restart() {
      for (const socket of sockets.clients) socket.close(CLOSE_RESTARTED);
    },
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

function connect(socket: WebSocket, { openHost, arm, next }: BridgeSocketsOptions): void {
  const send = (message: ToPage) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const connection = new PageConnection({ openHost, arm, next, send });
  socket.on('message', (data) => {
    const detail = connection.receive(String(data));
    if (detail === undefined) return;
    send({ kind: 'refused', detail });
    socket.close(CLOSE_REFUSED);
  });
  // A broken connection means that the page has gone. `close` follows and handles it.
  socket.on('error', () => {});
  socket.on('close', () => connection.close());
}

function refuse(request: IncomingMessage, token: string | undefined): Refusal | undefined {
  const access = accessOf(request);
  const refusal = refuseStranger(access, token) ?? refuseForeignPage(access, token);
  if (refusal) return refusal;
  const path = (request.url ?? '').split('?')[0];
  if (path !== BRIDGE_SOCKET_PATH) {
    return { status: 404, code: 'NOT_FOUND', detail: `The only WebSocket here is ${BRIDGE_SOCKET_PATH}.` };
  }
  return undefined;
}

function end(socket: Duplex, { status, detail }: Refusal): void {
  socket.on('error', () => {});
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: text/plain\r\n\r\n${detail}\n`,
  );
}
