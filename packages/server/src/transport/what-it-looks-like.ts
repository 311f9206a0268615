import type { StoredCredential } from './stored-credential.js';

const HEX = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const PKCS7 = '06092a864886f70d0107';

/**
 * Describes what an unusable certificate or key looks like, and the step that makes it usable, as a sentence for an
 * error. It repeats nothing of the value.
 *
 * @param wanted - what was expected, such as "a certificate"
 */
export function whatItLooksLike(stored: StoredCredential, wanted: string): string {
  switch (stored.kind) {
    case 'pem':
      return pemLooksLike(stored.blocks.map(({ label }) => label));
    case 'der':
      return derLooksLike(HEX(stored.bytes.subarray(0, 40)), wanted);
    case 'other':
      return textLooksLike(stored.text, wanted);
  }
}

function pemLooksLike(labels: readonly string[]): string {
  const holds = (label: string) => labels.some((each) => each.endsWith(label));
  if (holds('PKCS7') || holds('CMS')) {
    return 'it looks like PKCS#7. Convert it: openssl pkcs7 -print_certs -in client.p7b -out client.crt';
  }
  if (holds('CERTIFICATE REQUEST')) {
    return 'it is a certificate request. Pass the certificate that the console gave for it.';
  }
  if (holds('OPENSSH PRIVATE KEY')) {
    return 'it looks like a key of OpenSSH. Convert it: ssh-keygen -p -m PEM -f client.key';
  }
  if (holds('PUBLIC KEY'))
    return 'it holds a public key. Pass the private key that was downloaded with the certificate.';
  if (holds('PRIVATE KEY'))
    return 'it holds a private key. Pass the text from BEGIN CERTIFICATE to END CERTIFICATE.';
  if (holds('CERTIFICATE'))
    return 'it holds a certificate. Pass the text from BEGIN PRIVATE KEY to END PRIVATE KEY.';
  return 'it is PEM of another kind. Pass what was downloaded from the console.';
}

function derLooksLike(hex: string, wanted: string): string {
  if (hex.includes(PKCS7) && !hex.includes('020103')) {
    return 'it looks like PKCS#7. Convert it: openssl pkcs7 -inform DER -print_certs -in client.p7b -out client.crt';
  }
  return `it is DER, and not of ${wanted}. Look what it is: openssl asn1parse -inform DER -in client.crt`;
}

function textLooksLike(text: string, wanted: string): string {
  if (/-----BEGIN /.test(text)) {
    return 'it was cut short: it has a BEGIN without its END. Copy the whole text, all lines of it.';
  }
  if (
    /^[^\n]{1,300}\.(pem|crt|cer|key|p12|pfx|der|txt)$/i.test(text) ||
    /^(\.{0,2}\/|[A-Z]:\\)[^\n]*$/.test(text)
  ) {
    return 'it looks like a path. Pass the content of the file, or use certificateFromFiles.';
  }
  if (text.startsWith('\ufffd\ufffd\ufffd\ufffd')) {
    return 'it looks like a Java key store. Convert it: keytool -importkeystore -srckeystore client.jks -destkeystore client.p12 -deststoretype PKCS12';
  }
  if (/^[A-Za-z0-9+/=\s]{200,}$/.test(text)) {
    return 'it looks like base64 that was cut short, or without its BEGIN and END lines. Encode the whole file: openssl base64 -A -in client.crt';
  }
  return `it is not ${wanted} in PEM form. Pass PEM, DER or PKCS#12 as a string or a Buffer.`;
}
