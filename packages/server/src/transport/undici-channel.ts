import { GET_ORDER_STATUS_PATH, USER_KEY_HEADER } from '@ait-iap/protocol';
import { Pool } from 'undici';
import { withoutSecrets } from '../errors/without-secrets.js';
import { MAX_ANSWER_BYTES } from './answer-limit.js';
import { type Channel, isCut } from './channels.js';
import type { CheckedCertificate } from './checked-certificate.js';
import { type ConnectionOptions, DEFAULT_CONNECTIONS } from './connection-options.js';
import { isClosedUnasked } from './is-closed-unasked.js';
import type { TransportAnswer, TransportRequest } from './partner-transport.js';
import { tlsError } from './tls-failure.js';
import { exchange } from './undici-exchange.js';

// Interactive calls may be minutes apart. A server that closes a connection earlier says so, and undici handles that.
const KEEP_ALIVE_MS = 60_000;
const HEADERS = ['content-type', 'application/json', 'accept', 'application/json'];

/** A channel with undici. */
export class UndiciChannel implements Channel {
  readonly #origin: string;
  readonly #pool: Pool;
  #proven = false;

  constructor(
    origin: string,
    readonly certificate: CheckedCertificate,
    options: ConnectionOptions,
  ) {
    this.#origin = origin;
    this.#pool = openPool(origin, certificate, options);
  }

  /** Whether the partner API has answered before. Then a cut connection is not caused by the certificate. */
  get isProven(): boolean {
    return this.#proven;
  }

  /** @throws PartnerTlsError if the certificate is refused; otherwise the error of undici */
  async send(request: TransportRequest): Promise<TransportAnswer> {
    const { userKey, signal } = request;
    try {
      const answer = await exchange(this.#pool, {
        path: GET_ORDER_STATUS_PATH,
        headers: userKey === undefined ? HEADERS : [...HEADERS, USER_KEY_HEADER, userKey],
        request,
      });
      this.#proven = true;
      return answer;
    } catch (error) {
      if (this.#proven || signal.aborted || !isCut(error)) throw error;
      if (!(await isClosedUnasked(this.#origin, this.certificate, signal))) throw error;
      throw tlsError(
        'client_certificate_refused',
        withoutSecrets(error, userKey === undefined ? [] : [userKey]),
      );
    }
  }

  /** Waits for the calls in progress, then closes the connections. */
  close(): Promise<void> {
    return this.#pool.close();
  }

  /** Closes the connections and aborts the calls in progress. */
  destroy(): Promise<void> {
    return this.#pool.destroy();
  }
}

function openPool(origin: string, { identity }: CheckedCertificate, options: ConnectionOptions): Pool {
  return new Pool(origin, {
    connections: options.connections ?? DEFAULT_CONNECTIONS,
    allowH2: options.http2 ?? true,
    keepAliveTimeout: KEEP_ALIVE_MS,
    maxResponseSize: MAX_ANSWER_BYTES,
    connect: {
      ...identity,
      minVersion: 'TLSv1.2',
    },
  });
}
