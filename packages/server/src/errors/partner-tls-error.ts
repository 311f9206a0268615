import { IapServerError, type IapServerErrorOptions } from './iap-server-error.js';

/** Why a TLS handshake failed. */
export const TLS_FAILURES = [
  /** Our certificate has run out: register a new one in the console and configure it. */
  'client_certificate_expired',
  /**
   * The partner API knows neither our certificate nor its issuer, has revoked it, or it is another
   * mini-app's.
   */
  'client_certificate_refused',
  /** No certificate reached the partner API, although it asks for one. */
  'client_certificate_missing',
  /** The key is not the certificate's. */
  'client_key_does_not_fit',
  /** The certificate of the partner API has run out, or the clock of this machine is wrong. */
  'server_certificate_expired',
  /**
   * The certificate of the partner API is for another host: `baseUrl` is wrong, or somebody is in between.
   */
  'server_name_mismatch',
  /** The certificate of the partner API comes from a CA that is not trusted here. */
  'server_not_trusted',
  /** Anything else, such as no common protocol version. */
  'handshake_failed',
] as const;

/** One of {@link TLS_FAILURES}. */
export type TlsFailure = (typeof TLS_FAILURES)[number];

/**
 * No secure connection to the partner API could be made, so nothing was asked. Does not go away by itself: a
 * certificate has to be changed, which `failure` names.
 */
export class PartnerTlsError extends IapServerError {
  override readonly name = 'PartnerTlsError';
  declare readonly code: 'TLS_FAILED';
  override readonly retryable = false;
  /** Which side of the handshake failed, and why. */
  readonly failure: TlsFailure;

  constructor(failure: TlsFailure, sentence: string, options: IapServerErrorOptions = {}) {
    super('TLS_FAILED', `Failed to connect to the partner API securely: ${sentence}`, options);
    this.failure = failure;
  }

  protected override details(): Record<string, unknown> {
    return { failure: this.failure };
  }
}
