import { errorCodes } from '../errors/error-codes.js';
import { PartnerTlsError } from '../errors/partner-tls-error.js';
import { isUsable, whyNoneIsUsable } from './certificate-set.js';
import type { CheckedCertificate } from './checked-certificate.js';
import type { TransportAnswer, TransportRequest } from './partner-transport.js';
import { tlsFailure } from './tls-failure.js';

/** One client certificate and its connections. */
export interface Channel {
  readonly certificate: CheckedCertificate;
  /** Whether the partner API has answered before. Then a cut connection is not caused by the certificate. */
  readonly isProven: boolean;
  /** @throws PartnerTlsError if the certificate is refused; otherwise the error of the library */
  send(request: TransportRequest): Promise<TransportAnswer>;
  /** Lets the calls under way end, then ends the connections. */
  close(): Promise<void>;
  /** Ends the connections, and the calls under way with them. */
  destroy(): Promise<void>;
}

/** The connections of one or two certificates. The one that the partner API accepted last is tried first. */
export class Channels {
  #channels: readonly Channel[];

  constructor(channels: readonly Channel[]) {
    this.#channels = channels;
  }

  /**
   * Sends with the first certificate that is valid at `now`, and with the other one if the partner API
   * refuses it.
   *
   * @throws ClientCertificateError if none is valid any more
   */
  async send(request: TransportRequest, now: number): Promise<TransportAnswer> {
    const [first, second] = this.#usable(now);
    if (second === undefined) return first.send(request);
    const answer = await attempt(first, request);
    if (request.signal.aborted || !answer.mayBeRefusal) return answer.finish();
    const other = await attempt(second, request);
    // Both were refused. The first one is the configured one.
    if (other.mayBeRefusal) return answer.finish();
    this.#channels = [second, ...this.#channels.filter((channel) => channel !== second)];
    return other.finish();
  }

  /** @throws ClientCertificateError if none is valid any more */
  #usable(now: number): readonly [Channel, ...Channel[]] {
    const [first, ...others] = this.#channels.filter(({ certificate }) => isUsable(certificate, now));
    if (first !== undefined) return [first, ...others];
    throw whyNoneIsUsable(
      this.#channels.map(({ certificate }) => certificate),
      now,
    );
  }

  /** Lets the calls under way end, then ends the connections. */
  async close(): Promise<void> {
    await Promise.all(this.#channels.map((channel) => channel.close()));
  }

  /** Ends the connections, and the calls under way with them. */
  async destroy(): Promise<void> {
    await Promise.all(this.#channels.map((channel) => channel.destroy()));
  }
}

/** The result of one attempt, and whether another certificate might work. */
interface Attempt {
  readonly mayBeRefusal: boolean;
  finish(): TransportAnswer;
}

async function attempt(channel: Channel, request: TransportRequest): Promise<Attempt> {
  try {
    const answer = await channel.send(request);
    return { mayBeRefusal: isRefusal(answer), finish: () => answer };
  } catch (error) {
    const mayBeRefusal = isClientFailure(error) || (isCut(error) && !channel.isProven);
    return {
      mayBeRefusal,
      finish: () => {
        throw error;
      },
    };
  }
}

/**
 * How proxies refuse a certificate after the handshake: nginx with an HTML page and status 400, others with 401, 403,
 * 495 or 496.
 */
export function isRefusal({ httpStatus, text }: TransportAnswer): boolean {
  if (httpStatus === 400) return !text.trimStart().startsWith('{');
  return [401, 403, 495, 496].includes(httpStatus);
}

/** Whether the other side refused the client certificate in the handshake. */
export function isClientFailure(error: unknown): boolean {
  const failure = error instanceof PartnerTlsError ? error.failure : tlsFailure(error);
  return failure?.startsWith('client_') === true;
}

/** Whether the other side, or something in between, closed the connection. */
export function isCut(error: unknown): boolean {
  return errorCodes(error).some((code) => /^(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET)$/.test(code));
}
