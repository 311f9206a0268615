import { IapServerError, type IapServerErrorOptions } from './iap-server-error.js';

/** The codes for problems with a client certificate before it is sent. */
export const CLIENT_CERTIFICATE_PROBLEMS = [
  'CERTIFICATE_MISSING',
  'CERTIFICATE_MALFORMED',
  'CERTIFICATE_EXPIRED',
  'CERTIFICATE_NOT_YET_VALID',
  'CERTIFICATE_SOURCE_FAILED',
  'KEY_MALFORMED',
  'KEY_ENCRYPTED',
  'KEY_DOES_NOT_FIT',
  'CA_MALFORMED',
] as const;

/** One of {@link CLIENT_CERTIFICATE_PROBLEMS}. */
export type ClientCertificateProblem = (typeof CLIENT_CERTIFICATE_PROBLEMS)[number];

/**
 * Thrown when the client certificate, its key or the CA cannot be used, before a connection is made. If the other side
 * refuses a valid certificate, a `PartnerTlsError` is thrown instead.
 */
export class ClientCertificateError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  override readonly name = 'ClientCertificateError';
  /** What is wrong with the certificate, its key or the CA. The platform was not asked. */
  declare readonly code: ClientCertificateProblem;
  /** True for CERTIFICATE_SOURCE_FAILED, because a secret manager may work again in a moment. */
  override readonly retryable: boolean;
  /** The invalid option, such as `tls.key`. */
  readonly field: string;

  constructor(
    code: ClientCertificateProblem,
    field: string,
    sentence: string,
    options: IapServerErrorOptions = {},
  ) {
    super(code, `Failed to use ${field}: ${sentence}`, options);
    this.field = field;
    this.retryable = code === 'CERTIFICATE_SOURCE_FAILED';
  }

  /** Adds `field` to the JSON form, and nothing of the certificate or key. */
  protected override details(): Record<string, unknown> {
    return { field: this.field };
  }
}
