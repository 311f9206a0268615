import { createServer, type Server } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { getRequestListener } from '@hono/node-server';
import { problem } from '../errors/problem.js';
import { PartnerFault } from '../faults/partner-fault.js';
import { isOfficialHost } from '../partner-api/official-host.js';
import type { PartnerApi } from '../partner-api/partner-api.js';
import { refuseOfficialHost } from './access.js';
import type { SandboxCertificates } from './certificates/certificate-folder.js';

/** The largest body, in bytes. A question about one order has a few hundred bytes. */
const MAX_BODY_BYTES = 65_536;
/** Backends keep connections open between calls. With a shorter time they would meet closed ones. */
const KEEP_ALIVE_MS = 60_000;

type Certificates = Pick<SandboxCertificates, 'ca' | 'server'>;

/**
 * The partner API over HTTPS with mutual TLS. A client without a certificate of this sandbox does not reach HTTP. A
 * host name of the platform is already refused in the handshake.
 */
export function createPartnerServer(partnerApi: PartnerApi, certificates: Certificates): Server {
  const answer = getRequestListener((request, { incoming, outgoing }) => {
    const refusal = refuseOfficialHost(incoming.headers.host);
    if (refusal) return problem(refusal);
    if (Number(incoming.headers['content-length'] ?? 0) > MAX_BODY_BYTES) {
      return problem({
        status: 413,
        code: 'BODY_TOO_LARGE',
        detail: `A body has at most ${MAX_BODY_BYTES} bytes.`,
      });
    }
    const clientName = commonNameOf(incoming.socket as TLSSocket);
    return partnerApi(request, clientName === undefined ? {} : { clientName }).catch((error: unknown) => {
      if (!(error instanceof PartnerFault)) throw error;
      // A refused certificate also ends the connection, because Node's TLS server cannot send the reason.
      if (error.kind !== 'hang') outgoing.destroy();
      // No answer at all: it hangs until the caller gives up.
      return new Promise<Response>(() => {});
    });
  });
  const server = createServer(
    {
      ca: certificates.ca,
      cert: certificates.server.cert,
      key: certificates.server.key,
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      keepAliveTimeout: KEEP_ALIVE_MS,
      SNICallback: (name, done) => {
        if (isOfficialHost(name.toLowerCase()))
          done(new Error('A sandbox does not answer for a host name of Toss.'));
        else done(null);
      },
    },
    (incoming, outgoing) => void answer(incoming, outgoing),
  );
  return server;
}

const names = new WeakMap<TLSSocket, string | undefined>();

/** Read once for each connection, because parsing a certificate costs more than answering a question. */
function commonNameOf(socket: TLSSocket): string | undefined {
  if (names.has(socket)) return names.get(socket);
  const name = socket.getPeerCertificate().subject?.CN;
  const single = Array.isArray(name) ? name[0] : name;
  names.set(socket, single);
  return single;
}
