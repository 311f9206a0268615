import type { IncomingMessage } from 'node:http';
import type { AccessRequest } from './access.js';

/** Reads the facts that decide about access from a request of Node's HTTP server. */
export function accessOf(request: IncomingMessage): AccessRequest {
  const { headers, socket, url } = request;
  const site = headers['sec-fetch-site'];
  return {
    remoteAddress: socket.remoteAddress,
    host: headers.host,
    origin: headers.origin,
    fetchSite: typeof site === 'string' ? site : undefined,
    token: bearer(headers.authorization) ?? new URLSearchParams(url?.split('?')[1]).get('token') ?? undefined,
  };
}

function bearer(authorization: string | undefined): string | undefined {
  return /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
}
