// The X.509 library reads decorator metadata when it loads, so the polyfill has to come before it.
import 'reflect-metadata';
import { isIP } from 'node:net';
import * as x509 from '@peculiar/x509';

/** A certificate and its private key, both as PEM text. */
export interface CertificatePair {
  /** The certificate. */
  readonly cert: string;
  /** PKCS #8, unencrypted: it never leaves the machine that made it. */
  readonly key: string;
}

/** The contents of a certificate. */
export interface CertificateSubject {
  /** The common name. In a client certificate it names the mini-app, as in the real console. */
  readonly commonName: string;
  /** Additional names and addresses of a server. */
  readonly san?: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const KEY_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

const SERVER_NAMES: x509.JsonGeneralNames = [
  { type: 'dns', value: 'localhost' },
  { type: 'ip', value: '127.0.0.1' },
  { type: 'ip', value: '::1' },
];

const generalName = (value: string): x509.JsonGeneralName => ({
  type: isIP(value) === 0 ? 'dns' : 'ip',
  value,
});

/** Names that show at once that a certificate is not a real one. */
const distinguishedName = (commonName: string): x509.JsonName => [
  { CN: [commonName] },
  { O: ['ait-iap sandbox, not Toss'] },
];

async function toPair(cert: x509.X509Certificate, keys: CryptoKeyPair): Promise<CertificatePair> {
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    cert: `${cert.toString('pem')}\n`,
    key: `${x509.PemConverter.encode(pkcs8, x509.PemConverter.PrivateKeyTag)}\n`,
  };
}

const generateKeys = () => crypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify']);

/** Creates a certificate authority. Only clients that have its `cert` trust what it signs. */
export async function issueAuthority(subject: CertificateSubject): Promise<CertificatePair> {
  const keys = await generateKeys();
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    name: distinguishedName(subject.commonName),
    notBefore: subject.notBefore,
    notAfter: subject.notAfter,
    signingAlgorithm: KEY_ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return toPair(cert, keys);
}

/**
 * Creates a certificate signed by `authority`. A server certificate is valid for `localhost`, 127.0.0.1, ::1 and the
 * names in `san`.
 */
export async function issueCertificate(
  authority: CertificatePair,
  usage: 'server' | 'client',
  subject: CertificateSubject,
): Promise<CertificatePair> {
  const issuer = new x509.X509Certificate(authority.cert);
  const signingKey = await crypto.subtle.importKey(
    'pkcs8',
    x509.PemConverter.decodeFirst(authority.key),
    KEY_ALGORITHM,
    false,
    ['sign'],
  );
  const keys = await generateKeys();
  const purpose = usage === 'server' ? x509.ExtendedKeyUsage.serverAuth : x509.ExtendedKeyUsage.clientAuth;
  const cert = await x509.X509CertificateGenerator.create({
    subject: distinguishedName(subject.commonName),
    issuer: issuer.subjectName,
    notBefore: subject.notBefore,
    notAfter: subject.notAfter,
    signingAlgorithm: KEY_ALGORITHM,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([purpose]),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ...(usage === 'server'
        ? [
            new x509.SubjectAlternativeNameExtension([
              ...SERVER_NAMES,
              ...(subject.san ?? []).map(generalName),
            ]),
          ]
        : []),
    ],
  });
  return toPair(cert, keys);
}
