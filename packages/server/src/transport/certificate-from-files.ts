import { readFileSync, statSync } from 'node:fs';
import { ClientCertificateError } from '../errors/client-certificate-error.js';
import { withoutSecrets } from '../errors/without-secrets.js';
import type { ClientCertificate } from './client-certificate.js';
import { onDisk } from './on-disk.js';

/** What files of either form may need besides. */
interface FilesBeside {
  /** The path of the CA of the partner API, if the runtime does not know it. */
  readonly ca?: string | URL | undefined;
  /** The passphrase of an encrypted key, or of PKCS#12. */
  readonly passphrase?: string | undefined;
}

/** The paths of a certificate and its key, in PEM or DER. */
export interface CertificateKeyFiles extends FilesBeside {
  /** The client certificate from the console. */
  readonly cert: string | URL;
  /** Its private key. */
  readonly key: string | URL;
  /** Not used together with `cert` and `key`. */
  readonly pfx?: undefined;
}

/** The path of a PKCS#12 file, which contains both. */
export interface Pkcs12File extends FilesBeside {
  /** The path of the file. */
  readonly pfx: string | URL;
  /** Not used together with `pfx`. */
  readonly cert?: undefined;
  /** Not used together with `pfx`. */
  readonly key?: undefined;
}

/** The paths of files with a client certificate. */
export type CertificateFiles = CertificateKeyFiles | Pkcs12File;

/**
 * A client certificate in files. They are read when the client is created, and again by itself: about once a minute while
 * calls are made, when the partner API refuses the certificate or it has run out, and by `reloadCertificates()`. A new
 * pair is used once it fits together and no longer changes.
 *
 * @throws ClientCertificateError if a file cannot be read; thrown when the client is created, not here
 */
export function certificateFromFiles({
  cert,
  key,
  pfx,
  ca,
  passphrase,
}: CertificateFiles): () => ClientCertificate {
  const pipes: Pipes = new Map();
  const read = (path: string | URL, field: string) => readCredentialFile(path, field, pipes);
  return onDisk(() => {
    const beside = { ca: ca === undefined ? undefined : read(ca, 'tls.ca'), passphrase };
    return pfx === undefined
      ? { cert: read(cert, 'tls.cert'), key: read(key, 'tls.key'), ...beside }
      : { pfx: read(pfx, 'tls.pfx'), ...beside };
  });
}

/** What was read from a pipe, such as the one of a shell or a password manager. It can be read only once. */
type Pipes = Map<string | URL, Buffer>;

function readCredentialFile(path: string | URL, field: string, pipes: Pipes): Buffer {
  try {
    const kept = pipes.get(path);
    if (kept !== undefined) return kept;
    const isPipe = statSync(path).isFIFO();
    const content = readFileSync(path);
    if (isPipe) pipes.set(path, content);
    return content;
  } catch (error) {
    throw new ClientCertificateError(
      'CERTIFICATE_MISSING',
      field,
      'its file cannot be read. Check the path and the permissions of the file.',
      { cause: withoutSecrets(error) },
    );
  }
}
