import { IapServerError, type IapServerErrorOptions } from './iap-server-error.js';

/** Why a TLS handshake failed. */
export const TLS_FAILURES = [
  /** Our client certificate has expired. Register a new one in the console and configure it. */
  'client_certificate_expired',
  /** The partner API does not know our certificate or its issuer, has revoked it, or it belongs to another mini-app. */
  'client_certificate_refused',
  /** The partner API asked for a certificate and got none. */
  'client_certificate_missing',
  /** The key does not belong to the certificate. */
  'client_key_does_not_fit',
  /** The certificate of the partner API has expired, or the clock of this machine is wrong. */
  'server_certificate_expired',
  /**
   * The certificate of the partner API is for another host: `baseUrl` is wrong, or something intercepts the connection.
   */
  'server_name_mismatch',
  /** The certificate of the partner API comes from a CA that this machine does not trust. */
  'server_not_trusted',
  /** Anything else, such as no common protocol version. */
  'handshake_failed',
] as const;

/** One of {@link TLS_FAILURES}. */
export type TlsFailure = (typeof TLS_FAILURES)[number];

/**
 * Thrown when no secure connection to the partner API could be made, so nothing was asked. Asking again does not help:
 * `failure` says what has to be changed.
 */
export class PartnerTlsError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  override readonly name = 'PartnerTlsError';
  /** 'TLS_FAILED': no secure connection was made, so the platform was not asked. */
  declare readonly code: 'TLS_FAILED';
  /** False: a certificate, the CA or `baseUrl` has to be changed. */
  override readonly retryable = false;
  /** Which side of the handshake failed, and why. */
  readonly failure: TlsFailure;

  constructor(failure: TlsFailure, sentence: string, options: IapServerErrorOptions = {}) {
    super('TLS_FAILED', `Failed to connect to the partner API securely: ${sentence}`, options);
    this.failure = failure;
  }

  /** Adds `failure` to the JSON form. */
  protected override details(): Record<string, unknown> {
    return { failure: this.failure };
  }
}
