import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;

x509.cryptoProvider.set(webcrypto as never);

/** A certificate and its key, as the console would give them. */
export interface IssuedCertificate {
  readonly cert: string;
  readonly key: string;
}

export interface IssueOptions {
  readonly name: string;
  /** DNS names and addresses of a server. */
  readonly hosts?: readonly string[];
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

/** A certificate authority that lives in memory. */
export interface Authority {
  readonly ca: string;
  issue(options: IssueOptions): Promise<IssuedCertificate>;
}

/** Makes an authority; each has keys of its own, so that two of them do not trust one another. */
export async function createAuthority(name = 'Test CA'): Promise<Authority> {
  const keys = await generateKeys();
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: `CN=${name}`,
    keys,
    signingAlgorithm: ALGORITHM,
    ...dates({ name }),
    extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
  });
  let serial = 1;
  return {
    ca: ca.toString('pem'),
    async issue(options) {
      const own = await generateKeys();
      serial += 1;
      const certificate = await x509.X509CertificateGenerator.create({
        serialNumber: serial.toString(16).padStart(2, '0'),
        subject: `CN=${options.name}`,
        issuer: ca.subject,
        publicKey: own.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: ALGORITHM,
        ...dates(options),
        extensions: [
          new x509.SubjectAlternativeNameExtension(
            (options.hosts ?? []).map((value) => ({
              type: /^[\d.]+$/.test(value) ? ('ip' as const) : ('dns' as const),
              value,
            })),
          ),
        ],
      });
      return { cert: certificate.toString('pem'), key: await exportKey(own.privateKey) };
    },
  };
}

/** Typed as the library types them: Node and browsers declare the same keys a little differently. */
type Keys = x509.X509CertificateCreateSelfSignedParams['keys'];

async function generateKeys(): Promise<Keys> {
  const keys: unknown = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  return keys as Keys;
}

function dates({ notBefore, notAfter }: IssueOptions) {
  return {
    notBefore: notBefore ?? new Date(Date.now() - DAY_MS),
    notAfter: notAfter ?? new Date(Date.now() + 365 * DAY_MS),
  };
}

async function exportKey(key: Keys['privateKey']): Promise<string> {
  const bytes = await webcrypto.subtle.exportKey('pkcs8', key as never);
  return x509.PemConverter.encode(bytes, 'PRIVATE KEY');
}
