import { readFileSync } from 'node:fs';
import { ClientCertificateError } from '../errors/client-certificate-error.js';
import { withoutSecrets } from '../errors/without-secrets.js';
import type { ClientCertificate } from './client-certificate.js';

/** The paths of PEM files. */
export interface CertificateFiles {
  /** The client certificate from the console. */
  readonly cert: string | URL;
  /** Its private key. */
  readonly key: string | URL;
  /** The CA of the partner API, when it is not one that the runtime knows. */
  readonly ca?: string | URL | undefined;
  /** The passphrase of an encrypted key. */
  readonly passphrase?: string | undefined;
}

/**
 * A client certificate in files. They are read when the client is made, and again by `reloadCertificates()`.
 *
 * @throws ClientCertificateError, from the returned function, if a file cannot be read
 */
export function certificateFromFiles({
  cert,
  key,
  ca,
  passphrase,
}: CertificateFiles): () => ClientCertificate {
  return () => ({
    cert: readPemFile(cert, 'tls.cert'),
    key: readPemFile(key, 'tls.key'),
    ca: ca === undefined ? undefined : readPemFile(ca, 'tls.ca'),
    passphrase,
  });
}

function readPemFile(path: string | URL, field: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new ClientCertificateError(
      'CERTIFICATE_MISSING',
      field,
      'its file cannot be read. Check the path and the permissions of the file.',
      { cause: withoutSecrets(error) },
    );
  }
}
