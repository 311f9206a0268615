import { GET_ORDER_STATUS_PATH, USER_KEY_HEADER } from '@ait-iap/protocol';
import { Pool } from 'undici';
import { lastExpiry, usableCertificates } from './certificate-set.js';
import type { CheckedCertificate } from './checked-certificate.js';
import { type ConnectionOptions, DEFAULT_CONNECTIONS } from './connection-options.js';
import type { TransportAnswer, TransportRequest } from './partner-transport.js';
import { errorCodes, tlsFailure } from './tls-failure.js';

// Interactive calls may be minutes apart; a server that closes earlier says so, and undici listens.
const KEEP_ALIVE_MS = 60_000;
// An order's answer is under 1 KiB; a body without an end must not fill the memory.
const MAX_ANSWER_BYTES = 1 << 20;

/** One certificate and the connections that were made with it. */
interface Channel {
  readonly certificate: CheckedCertificate;
  readonly pool: Pool;
  /** Whether the partner API has answered over it, so that a cut connection is not the certificate's fault. */
  proven: boolean;
}

/** The connections of a set of certificates: the first that the partner API takes is kept. */
export class UndiciChannels {
  readonly #channels: readonly Channel[];
  #preferred: Channel | undefined;

  constructor(
    readonly certificates: readonly CheckedCertificate[],
    origin: string,
    options: ConnectionOptions,
  ) {
    this.#channels = certificates.map((certificate) => ({
      certificate,
      pool: openPool(origin, certificate, options),
      proven: false,
    }));
  }

  /** When the last certificate runs out. */
  expiresAt(): Date {
    return lastExpiry(this.certificates);
  }

  /** Sends with the certificate that worked last; with the other one if the partner API does not take it. */
  async send(request: TransportRequest, now: number): Promise<TransportAnswer> {
    const usable = usableCertificates(this.certificates, now);
    const channels = this.#channels.filter(({ certificate }) => usable.includes(certificate));
    const preferred = this.#preferred;
    if (preferred !== undefined) channels.sort((a, b) => Number(b === preferred) - Number(a === preferred));
    for (const channel of channels.slice(0, -1)) {
      try {
        return await this.#sendOn(channel, request);
      } catch (error) {
        if (request.signal.aborted || !isCertificateRefused(error, channel)) throw error;
      }
    }
    return this.#sendOn(channels.at(-1) as Channel, request);
  }

  async close(): Promise<void> {
    await Promise.all(this.#channels.map(({ pool }) => pool.close()));
  }

  async destroy(): Promise<void> {
    await Promise.all(this.#channels.map(({ pool }) => pool.destroy()));
  }

  async #sendOn(channel: Channel, { userKey, body, signal }: TransportRequest): Promise<TransportAnswer> {
    const response = await channel.pool.request({
      method: 'POST',
      path: GET_ORDER_STATUS_PATH,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(userKey !== undefined && { [USER_KEY_HEADER]: userKey }),
      },
      body,
      signal,
    });
    const text = await response.body.text();
    channel.proven = true;
    this.#preferred = channel;
    return { httpStatus: response.statusCode, text };
  }
}

function openPool(origin: string, certificate: CheckedCertificate, options: ConnectionOptions): Pool {
  const { cert, key, ca, passphrase } = certificate;
  return new Pool(origin, {
    connections: options.connections ?? DEFAULT_CONNECTIONS,
    allowH2: options.http2 ?? true,
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxResponseSize: MAX_ANSWER_BYTES,
    connect: {
      cert,
      key,
      minVersion: 'TLSv1.2',
      ...(ca !== undefined && { ca }),
      ...(passphrase !== undefined && { passphrase }),
    },
  });
}

/**
 * Whether an error says that the certificate was not taken. Some servers cut the connection without a word, which counts as long as
 * the certificate has never worked.
 */
function isCertificateRefused(error: unknown, channel: Channel): boolean {
  if (tlsFailure(error)?.startsWith('client_')) return true;
  const cut = errorCodes(error).some(
    (code) => code === 'ECONNRESET' || code === 'UND_ERR_SOCKET' || code === 'EPIPE',
  );
  return cut && !channel.proven;
}
