import type { StopSignal } from '../clock/stop-signal.js';

/** One request to the partner API. */
export interface TransportRequest {
  /** The value of the header `x-toss-user-key`, or `undefined` to leave the header out. */
  readonly userKey: string | undefined;
  /** The body, as JSON text. */
  readonly body: string;
  /** Aborts the attempt. */
  readonly signal: StopSignal;
}

/** The answer to a request. */
export interface TransportAnswer {
  readonly httpStatus: number;
  /** The whole body as text. */
  readonly text: string;
  /** The header `retry-after` as it came, where there is one. */
  readonly retryAfter?: string | undefined;
}

/**
 * Sends requests to the partner API. There are two: undici with mutual TLS on Node, and ky over a given `fetch`
 * elsewhere.
 *
 * `send` rejects with the error of its library. The caller turns that into an error of this package.
 */
export interface PartnerTransport {
  send(request: TransportRequest): Promise<TransportAnswer>;
  /** When the last usable certificate expires. `undefined` if the transport does not know its certificate. */
  certificateExpiresAt(): Date | undefined;
  /** The mini-app that the first certificate names. `undefined` if the transport does not know its certificate. */
  miniApp(): string | undefined;
  /** Reads the certificates again and uses them for new connections. If they cannot be used, the old ones stay in use. */
  reloadCertificates(): Promise<void>;
  close(): Promise<void>;
}
