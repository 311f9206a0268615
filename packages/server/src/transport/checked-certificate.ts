import type { KeyObject, X509Certificate } from 'node:crypto';
import { ClientCertificateError, type ClientCertificateProblem } from '../errors/client-certificate-error.js';
import type { ClientCertificate } from './client-certificate.js';
import { nodeCrypto } from './node-crypto.js';
import type { PemBlock } from './pem-blocks.js';
import { certificateOfPkcs12, isPkcs12 } from './pkcs12.js';
import { readPrivateKey } from './read-private-key.js';
import { type StoredCredential, storedCredential } from './stored-credential.js';
import { whatItLooksLike } from './what-it-looks-like.js';

/** The options of a TLS connection. */
export interface TlsIdentity {
  readonly cert?: string;
  readonly key?: string;
  readonly pfx?: Buffer;
  readonly passphrase?: string;
  readonly ca?: string;
}

/** A certificate whose parts were read and fit together. Its dates are checked when it is used. */
export interface CheckedCertificate {
  readonly identity: TlsIdentity;
  /** The option that it came from, such as `tls.cert`. */
  readonly field: string;
  /** The name in its subject: the mini-app's appName. */
  readonly commonName: string | undefined;
  readonly validFrom: Date;
  readonly validTo: Date;
}

/**
 * Reads a client certificate, its key and the CA, in any of the supported forms.
 *
 * @param field - the option it came from, for the error
 * @throws ClientCertificateError naming the invalid part, without repeating any of it
 */
export function checkCertificate(given: ClientCertificate, field = 'tls'): CheckedCertificate {
  const { cert, key, pfx, ca, passphrase }: Partial<ClientCertificate> = Object(given);
  const place = pfx === undefined ? `${field}.cert` : `${field}.pfx`;
  const stored = requireStored(pfx ?? cert, place);
  const trust = ca === undefined ? {} : { ca: readAuthorities(ca, `${field}.ca`) };
  if (stored.kind === 'der' && isPkcs12(stored.bytes)) {
    const leaf = new (nodeCrypto().X509Certificate)(certificateOfPkcs12(stored.bytes, passphrase, place));
    const opening = passphrase === undefined ? {} : { passphrase };
    return described(leaf, place, { pfx: Buffer.from(stored.bytes), ...opening, ...trust });
  }
  if (pfx !== undefined) throw malformed(stored, place, 'PKCS#12');
  return withKey(stored, requireStored(key, `${field}.key`), { field, passphrase, trust });
}

interface Surroundings {
  readonly field: string;
  readonly passphrase: string | undefined;
  readonly trust: Pick<TlsIdentity, 'ca'>;
}

function withKey(
  certificate: StoredCredential,
  key: StoredCredential,
  { field, passphrase, trust }: Surroundings,
): CheckedCertificate {
  if (isExchanged(certificate, key)) {
    throw new ClientCertificateError(
      'CERTIFICATE_MALFORMED',
      `${field}.cert`,
      'it holds the private key, and key holds the certificate. Exchange the two.',
    );
  }
  const chain = readChain(certificate, `${field}.cert`, 'CERTIFICATE_MALFORMED');
  const privateKey = readPrivateKey(key, passphrase, `${field}.key`);
  const leaf = chain.find((each) => each.checkPrivateKey(privateKey));
  if (leaf === undefined) {
    throw new ClientCertificateError(
      'KEY_DOES_NOT_FIT',
      `${field}.key`,
      'it is not the key of this certificate. Pass the key that was downloaded together with it.',
    );
  }
  // TLS wants the certificate of the key first, whatever the order in the file.
  const ordered = [leaf, ...chain.filter((each) => each !== leaf)];
  const identity = { cert: ordered.map(String).join(''), key: pemOf(privateKey), ...trust };
  return described(leaf, `${field}.cert`, identity);
}

function described(leaf: X509Certificate, field: string, identity: TlsIdentity): CheckedCertificate {
  return {
    identity,
    field,
    commonName: /^CN=(.+)$/m.exec(leaf.subject)?.[1],
    validFrom: new Date(leaf.validFrom),
    validTo: new Date(leaf.validTo),
  };
}

function requireStored(given: unknown, field: string): StoredCredential {
  const stored = storedCredential(given);
  if (stored !== undefined) return stored;
  throw new ClientCertificateError(
    'CERTIFICATE_MISSING',
    field,
    'it is empty or not given. Pass PEM, DER or PKCS#12 as a string or a Buffer.',
  );
}

function isExchanged(certificate: StoredCredential, key: StoredCredential): boolean {
  return holdsOnly(certificate, 'PRIVATE KEY') && holdsOnly(key, 'CERTIFICATE');
}

function holdsOnly(stored: StoredCredential, label: string): boolean {
  return stored.kind === 'pem' && stored.blocks.every((block) => block.label.endsWith(label));
}

function readAuthorities(ca: string | Uint8Array, field: string): string {
  return readChain(requireStored(ca, field), field, 'CA_MALFORMED').map(String).join('');
}

function readChain(
  stored: StoredCredential,
  field: string,
  code: ClientCertificateProblem,
): X509Certificate[] {
  const { X509Certificate } = nodeCrypto();
  try {
    const encoded =
      stored.kind === 'der' ? [stored.bytes] : stored.kind === 'pem' ? certificatesOf(stored.blocks) : [];
    const chain = encoded.map((each) => new X509Certificate(each));
    if (chain.length > 0) return chain;
  } catch {
    // OpenSSL's own message ("no start line") adds nothing, so it is left out.
    if (stored.kind === 'pem') {
      const sentence = 'a certificate in it is damaged. Copy the whole text, all lines of it.';
      throw new ClientCertificateError(code, field, sentence);
    }
  }
  throw malformed(stored, field, 'a certificate', code);
}

function certificatesOf(blocks: readonly PemBlock[]): string[] {
  return blocks.filter(({ label }) => /^(X509 |TRUSTED )?CERTIFICATE$/.test(label)).map(({ text }) => text);
}

function malformed(
  stored: StoredCredential,
  field: string,
  wanted: string,
  code: ClientCertificateProblem = 'CERTIFICATE_MALFORMED',
): ClientCertificateError {
  return new ClientCertificateError(code, field, whatItLooksLike(stored, wanted));
}

function pemOf(key: KeyObject): string {
  return String(key.export({ type: 'pkcs8', format: 'pem' }));
}
