import type { KeyObject } from 'node:crypto';
import { ClientCertificateError } from '../errors/client-certificate-error.js';
import { nodeCrypto } from './node-crypto.js';
import type { StoredCredential } from './stored-credential.js';
import { whatItLooksLike } from './what-it-looks-like.js';

const DER_TYPES = ['pkcs8', 'sec1', 'pkcs1'] as const;

/**
 * Reads a private key, in PEM or DER, encrypted or not.
 *
 * @throws ClientCertificateError if it is not a private key; the message says what it looks like
 */
export function readPrivateKey(
  stored: StoredCredential,
  passphrase: string | undefined,
  field: string,
): KeyObject {
  const key = tryToRead(stored, passphrase);
  if (key !== undefined) return key;
  if (isEncrypted(stored)) {
    throw new ClientCertificateError(
      'KEY_ENCRYPTED',
      field,
      `it is encrypted and the passphrase is ${passphrase === undefined ? 'missing' : 'wrong'}. Pass its passphrase, or take it off: openssl pkey -in client.key -out client.plain.key`,
    );
  }
  throw new ClientCertificateError('KEY_MALFORMED', field, sentence(stored));
}

function tryToRead(stored: StoredCredential, passphrase: string | undefined): KeyObject | undefined {
  const { createPrivateKey } = nodeCrypto();
  const opening = passphrase === undefined ? {} : { passphrase };
  if (stored.kind === 'pem') {
    const block = privateKeyOf(stored);
    return block && attempt(() => createPrivateKey({ key: block.text, ...opening }));
  }
  if (stored.kind !== 'der') return undefined;
  const key = Buffer.from(stored.bytes);
  for (const type of DER_TYPES) {
    const read = attempt(() => createPrivateKey({ key, format: 'der', type, ...opening }));
    if (read !== undefined) return read;
  }
  return undefined;
}

function privateKeyOf(stored: Extract<StoredCredential, { kind: 'pem' }>) {
  return stored.blocks.find(({ label }) => label.endsWith('PRIVATE KEY') && !label.startsWith('OPENSSH'));
}

function isEncrypted(stored: StoredCredential): boolean {
  if (stored.kind === 'pem') return /ENCRYPTED/.test(privateKeyOf(stored)?.text ?? '');
  if (stored.kind !== 'der') return false;
  // The object id of PBES2, or of one of the older ciphers of PKCS#5 and PKCS#12, at the beginning.
  return /2a864886f70d01(05|0c)/.test(Buffer.from(stored.bytes.subarray(0, 40)).toString('hex'));
}

function sentence(stored: StoredCredential): string {
  if (stored.kind === 'pem' && privateKeyOf(stored) !== undefined) {
    return 'it is a private key that was damaged. Copy the whole text, from BEGIN PRIVATE KEY to END PRIVATE KEY.';
  }
  return whatItLooksLike(stored, 'a private key');
}

function attempt(read: () => KeyObject): KeyObject | undefined {
  try {
    return read();
  } catch {
    // OpenSSL's own message ("DECODER routines::unsupported") adds nothing, so it is left out.
    return undefined;
  }
}
