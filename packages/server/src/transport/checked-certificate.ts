import type { KeyObject, X509Certificate } from 'node:crypto';
import { ClientCertificateError, type ClientCertificateProblem } from '../errors/client-certificate-error.js';
import type { ClientCertificate } from './client-certificate.js';
import { nodeCrypto } from './node-crypto.js';
import { pemText } from './pem-text.js';

/** A certificate whose parts were read and fit one another. Its dates are judged when it is used. */
export interface CheckedCertificate {
  readonly cert: string;
  readonly key: string;
  readonly ca: string | undefined;
  readonly passphrase: string | undefined;
  /** The name in its subject: the mini-app's appName. */
  readonly commonName: string | undefined;
  readonly validFrom: Date;
  readonly validTo: Date;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * Reads a client certificate, its key and the CA.
 *
 * @param field - the option it came from, for the error
 * @throws ClientCertificateError naming the part that is wrong; never repeating any of it
 */
export function checkCertificate(given: ClientCertificate, field = 'tls'): CheckedCertificate {
  const cert = readPem(given?.cert, `${field}.cert`);
  const leaf = readCertificate(cert, `${field}.cert`, 'CERTIFICATE_MALFORMED');
  const key = readPem(given.key, `${field}.key`);
  if (!leaf.checkPrivateKey(readKey(key, given.passphrase, `${field}.key`))) {
    throw new ClientCertificateError(
      'KEY_DOES_NOT_FIT',
      `${field}.key`,
      'it is not the key of this certificate. Pass the key that was downloaded together with it.',
    );
  }
  return {
    cert,
    key,
    ca: given.ca === undefined ? undefined : readAuthorities(given.ca, `${field}.ca`),
    passphrase: given.passphrase,
    commonName: /^CN=(.+)$/m.exec(leaf.subject)?.[1],
    validFrom: new Date(leaf.validFrom),
    validTo: new Date(leaf.validTo),
  };
}

function readPem(pem: unknown, field: string): string {
  if (typeof pem === 'string' || pem instanceof Uint8Array) {
    const text = pemText(pem);
    if (text !== '') return text;
  }
  throw new ClientCertificateError(
    'CERTIFICATE_MISSING',
    field,
    'it is empty or not given. Pass PEM text as a string or a Buffer.',
  );
}

function readCertificate(pem: string, field: string, code: ClientCertificateProblem): X509Certificate {
  const { X509Certificate } = nodeCrypto();
  try {
    for (const block of pem.match(CERTIFICATE) ?? []) new X509Certificate(block);
    return new X509Certificate(pem);
  } catch {
    // OpenSSL's own words ("no start line") say nothing more, and are left out.
    const why = pem.includes('PRIVATE KEY')
      ? 'it holds a private key'
      : 'it is not a certificate in PEM form';
    throw new ClientCertificateError(
      code,
      field,
      `${why}. Pass the text from BEGIN CERTIFICATE to END CERTIFICATE.`,
    );
  }
}

function readAuthorities(pem: string | Uint8Array, field: string): string {
  const text = pemText(pem);
  readCertificate(text, field, 'CA_MALFORMED');
  return text;
}

function readKey(pem: string, passphrase: string | undefined, field: string): KeyObject {
  const { createPrivateKey } = nodeCrypto();
  try {
    return createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase });
  } catch {
    const encrypted = pem.includes('ENCRYPTED');
    throw new ClientCertificateError(
      encrypted ? 'KEY_ENCRYPTED' : 'KEY_MALFORMED',
      field,
      encrypted
        ? 'it is encrypted and the passphrase is missing or wrong. Pass its passphrase.'
        : 'it is not a private key in PEM form. Pass the text from BEGIN PRIVATE KEY to END PRIVATE KEY.',
    );
  }
}
