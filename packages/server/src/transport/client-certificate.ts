/** What a certificate of either form may need besides. */
interface CertificateExtras {
  /**
   * The CAs that may have issued the partner API's own certificate.
   *
   * @defaultValue the CAs of the runtime
   */
  readonly ca?: string | Uint8Array | undefined;
  /** The passphrase of an encrypted key, or of PKCS#12. */
  readonly passphrase?: string | undefined;
}

/**
 * A client certificate from the console of Apps in Toss, and its key: PEM or DER, plain or in base64, also with line
 * breaks written as `\n`. A file that contains both may be passed as both.
 */
export interface CertificateWithKey extends CertificateExtras {
  /** The certificate, with any intermediate certificates; or PKCS#12, which also contains the key. */
  readonly cert: string | Uint8Array;
  /** Its private key. */
  readonly key: string | Uint8Array;
  /** Not used together with `cert` and `key`. */
  readonly pfx?: undefined;
}

/** A client certificate and its key in one file of PKCS#12 (`.p12`, `.pfx`). */
export interface Pkcs12Certificate extends CertificateExtras {
  /** The bytes of the file, or their base64. */
  readonly pfx: string | Uint8Array;
  /** Not used together with `pfx`. */
  readonly cert?: undefined;
  /** Not used together with `pfx`. */
  readonly key?: undefined;
}

/** A client certificate and its key. */
export type ClientCertificate = CertificateWithKey | Pkcs12Certificate;

/**
 * A client certificate, or a function that reads it again for each reload. The function may be asynchronous, for
 * example to ask a secret manager.
 */
export type ClientCertificateSource =
  | ClientCertificate
  | (() => ClientCertificate | Promise<ClientCertificate>);

/** One certificate, or two while one replaces the other. The console accepts both during that time. */
export type ClientCertificates =
  | ClientCertificateSource
  | readonly [ClientCertificateSource]
  | readonly [ClientCertificateSource, ClientCertificateSource];
