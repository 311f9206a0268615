import { IapServerError, type IapServerErrorOptions } from './iap-server-error.js';

/** What can be wrong with a client certificate before it is ever sent. */
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
 * The client certificate, its key or the CA cannot be used. Found here, before a connection is made; when the
 * other side refuses a certificate that looked well, a `PartnerTlsError` is thrown instead.
 */
export class ClientCertificateError extends IapServerError {
  override readonly name = 'ClientCertificateError';
  declare readonly code: ClientCertificateProblem;
  /** True for CERTIFICATE_SOURCE_FAILED: a secret manager may be back in a moment. */
  override readonly retryable: boolean;
  /** The option that is wrong, such as `tls.key`. */
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

  protected override details(): Record<string, unknown> {
    return { field: this.field };
  }
}
