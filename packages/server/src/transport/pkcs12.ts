import { ClientCertificateError } from '../errors/client-certificate-error.js';
import { nodeTls } from './node-crypto.js';

const TURN_IT = 'openssl pkcs12 -legacy -in client.p12 -nodes -out client.pem';

/** Whether DER begins like PKCS#12: a sequence with the version 3 and another sequence. */
export function isPkcs12(bytes: Uint8Array): boolean {
  const length = bytes[1] ?? 0;
  const body = 2 + (length > 0x80 ? length - 0x80 : 0);
  const [tag, size, version, next] = bytes.subarray(body, body + 4);
  return bytes[0] === 0x30 && tag === 0x02 && size === 1 && version === 3 && next === 0x30;
}

/**
 * Reads the certificate in PKCS#12, as DER. The key stays inside, because TLS takes PKCS#12 as it is.
 *
 * @throws ClientCertificateError if it cannot be opened or contains no certificate with its key
 */
export function certificateOfPkcs12(
  pfx: Uint8Array,
  passphrase: string | undefined,
  field: string,
): Uint8Array {
  const { createSecureContext } = nodeTls();
  try {
    const opened = createSecureContext({
      pfx: Buffer.from(pfx),
      ...(passphrase !== undefined && { passphrase }),
    });
    const certificate = (opened.context as { getCertificate?(): Uint8Array | null }).getCertificate?.();
    if (certificate) return certificate;
  } catch (error) {
    throw refused(String((error as Error).message), passphrase, field);
  }
  throw new ClientCertificateError(
    'CERTIFICATE_MALFORMED',
    field,
    `it is PKCS#12, and this runtime cannot read the certificate in it. Convert it: ${TURN_IT}`,
  );
}

/** OpenSSL distinguishes these only by its messages. They contain nothing secret. */
function refused(message: string, passphrase: string | undefined, field: string): ClientCertificateError {
  if (/mac verify/i.test(message)) {
    const which = passphrase === undefined ? 'missing' : 'wrong';
    const remedy = 'Pass it as passphrase.';
    return new ClientCertificateError('KEY_ENCRYPTED', field, `its passphrase is ${which}. ${remedy}`);
  }
  if (/unsupported/i.test(message)) {
    const why = 'it is PKCS#12 with a cipher that OpenSSL no longer reads';
    const remedy = `Convert it, and pass client.pem as cert and as key: ${TURN_IT}`;
    return new ClientCertificateError('CERTIFICATE_MALFORMED', field, `${why}. ${remedy}`);
  }
  if (/private key/i.test(message)) {
    const remedy = 'Export it again, with its key.';
    return new ClientCertificateError(
      'KEY_MALFORMED',
      field,
      `it is PKCS#12 without a private key. ${remedy}`,
    );
  }
  const why = 'it is PKCS#12 that was damaged or cut short';
  return new ClientCertificateError('CERTIFICATE_MALFORMED', field, `${why}. Download or export it again.`);
}
