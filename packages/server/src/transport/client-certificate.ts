interface CertificateExtras {
  /**
   * The CA, or CAs, that the partner API's own certificate may come from.
   *
   * @defaultValue those of the runtime
   */
  readonly ca?: string | Uint8Array | undefined;
  /** The passphrase of an encrypted key, or of PKCS#12. */
  readonly passphrase?: string | undefined;
}

/**
 * A client certificate from the console of Apps in Toss, and the key that belongs to it: PEM or DER, as it is or in base64, also
 * with line ends written as `\n`. One file that holds both may be given as both.
 */
export interface CertificateWithKey extends CertificateExtras {
  /** The certificate, with any intermediate certificates; or PKCS#12, which holds the key as well. */
  readonly cert: string | Uint8Array;
  /** Its private key. */
  readonly key: string | Uint8Array;
  readonly pfx?: undefined;
}

/** A client certificate and its key in one file of PKCS#12 (`.p12`, `.pfx`). */
export interface Pkcs12Certificate extends CertificateExtras {
  /** The bytes, or base64 of them. */
  readonly pfx: string | Uint8Array;
  readonly cert?: undefined;
  readonly key?: undefined;
}

/** A client certificate and its key. */
export type ClientCertificate = CertificateWithKey | Pkcs12Certificate;

/**
 * Where a client certificate comes from: itself, or a function that reads it anew for each reload. The function may be
 * asynchronous: it asks a secret manager.
 */
export type ClientCertificateSource =
  | ClientCertificate
  | (() => ClientCertificate | Promise<ClientCertificate>);

/**
 * One certificate, or two of which one is being replaced by the other: the console accepts both meanwhile.
 */
export type ClientCertificates =
  | ClientCertificateSource
  | readonly [ClientCertificateSource]
  | readonly [ClientCertificateSource, ClientCertificateSource];
