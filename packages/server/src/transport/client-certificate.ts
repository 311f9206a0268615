/** A client certificate from the console of Apps in Toss, and the key that belongs to it. */
export interface ClientCertificate {
  /**
   * The certificate in PEM form, with any intermediate certificates after it. `\n` written as two characters
   * is understood.
   */
  readonly cert: string | Uint8Array;
  /** Its private key in PEM form. */
  readonly key: string | Uint8Array;
  /**
   * The CA, or CAs, that the partner API's own certificate may come from, in PEM form. Default: those of the
   * runtime.
   */
  readonly ca?: string | Uint8Array | undefined;
  /** The passphrase of an encrypted key. */
  readonly passphrase?: string | undefined;
}

/** Where a client certificate comes from: itself, or a function that reads it anew for each reload. */
export type ClientCertificateSource = ClientCertificate | (() => ClientCertificate);

/**
 * One certificate, or two of which one is being replaced by the other: the console accepts both meanwhile.
 */
export type ClientCertificates =
  | ClientCertificateSource
  | readonly [ClientCertificateSource]
  | readonly [ClientCertificateSource, ClientCertificateSource];
