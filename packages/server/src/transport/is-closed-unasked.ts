import { connect } from 'node:tls';
import type { AbortSignalLike } from '@ait-iap/protocol';
import type { CheckedCertificate } from './checked-certificate.js';

/**
 * How long a server may take to close a connection without any request, in milliseconds: many round trips, and still
 * short for a waiting user.
 */
const PATIENCE_MS = 1_000;

/**
 * Whether the other side closes a connection right after the handshake, before any request.
 *
 * Many servers refuse a client certificate in this way. With TLS 1.3 the handshake has already ended for the client
 * when the server checks the certificate, and Node's servers close without an alert. If a connection was cut for
 * another reason, a new one stays open without a request.
 */
export function isClosedUnasked(
  origin: string,
  certificate: CheckedCertificate,
  signal: AbortSignalLike,
): Promise<boolean> {
  const { hostname, port } = new URL(origin);
  const host = hostname.replace(/^\[|\]$/g, '');
  return new Promise((resolve) => {
    const socket = connect({
      // A server that only speaks HTTP/2 closes a connection for which no protocol was agreed.
      ALPNProtocols: ['http/1.1', 'h2'],
      host,
      port: port === '' ? 443 : Number(port),
      ...certificate.identity,
      ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
    });
    let secured = false;
    const finish = (closed: boolean) => {
      signal.removeEventListener('abort', giveUp);
      socket.destroy();
      resolve(closed);
    };
    const giveUp = () => finish(false);
    signal.addEventListener('abort', giveUp);
    socket.setTimeout(PATIENCE_MS, () => finish(false));
    socket.once('secureConnect', () => {
      secured = true;
      socket.resume();
    });
    socket.once('end', () => finish(secured));
    socket.once('error', () => finish(secured));
    socket.once('close', () => finish(secured));
  });
}
