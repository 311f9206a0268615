import { connect } from 'node:tls';
import type { AbortSignalLike } from '@ait-iap/protocol';
import type { CheckedCertificate } from './checked-certificate.js';

/**
 * How long a server gets to close a connection on which nothing was asked: many round trips, and short for
 * whoever waits.
 */
const PATIENCE_MS = 1_000;

/**
 * Whether the other side closes a connection right after the handshake, before anything is asked.
 *
 * That is how many servers refuse a client certificate: with TLS 1.3 the handshake has ended for the client
 * when the server looks at the certificate, and Node's servers close without an alert. A connection that was
 * cut for another reason stays open when nothing is asked.
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
      // A server of HTTP/2 alone ends a connection on which nothing was agreed.
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
