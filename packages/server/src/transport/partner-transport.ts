import type { StopSignal } from '../clock/stop-signal.js';

/** One question on its way to the partner API. */
export interface TransportRequest {
  /** The value of the header `x-toss-user-key`, or `undefined` to leave the header out. */
  readonly userKey: string | undefined;
  /** The body, as JSON text. */
  readonly body: string;
  /** Ends the attempt. */
  readonly signal: StopSignal;
}

/** What came back. */
export interface TransportAnswer {
  readonly httpStatus: number;
  /** The whole body as text. */
  readonly text: string;
}

/**
 * How questions reach the partner API. Two exist: undici with mutual TLS on Node, and ky over a given `fetch`
 * elsewhere.
 *
 * `send` rejects with whatever its library threw; the caller turns that into an error of this package.
 */
export interface PartnerTransport {
  send(request: TransportRequest): Promise<TransportAnswer>;
  /**
   * When the last usable certificate runs out; `undefined` if the transport does not know its certificate.
   */
  certificateExpiresAt(): Date | undefined;
  /** The mini-app that the first certificate names; `undefined` if the transport does not know its certificate. */
  miniApp(): string | undefined;
  /**
   * Reads the certificates again and uses them for new connections. Keeps the old ones if the new ones cannot
   * be used.
   */
  reloadCertificates(): Promise<void>;
  close(): Promise<void>;
}
