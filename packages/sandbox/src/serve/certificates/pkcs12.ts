import { createPrivateKey, X509Certificate } from 'node:crypto';
import { BmpString, OctetString } from 'asn1js';
import {
  Attribute,
  AuthenticatedSafe,
  CertBag,
  Certificate,
  PFX,
  PKCS8ShroudedKeyBag,
  PrivateKeyInfo,
  SafeBag,
  SafeContents,
} from 'pkijs';
import type { CertificatePair } from './issue-certificate.js';

/**
 * The password of `client.p12`. It protects nothing, because the key is in the same folder. Java opens no file without
 * a password.
 */
export const PKCS12_PASSWORD = 'sandbox';

const OID = {
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certBag: '1.2.840.113549.1.12.10.1.3',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
} as const;

/** AES and SHA-256. Java reads them since 8u301; .NET, Go and Python read them too. */
const ENCRYPTION = {
  contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256, iv: new Uint8Array() },
  hmacHashAlgorithm: 'SHA-256',
  iterationCount: 2_048,
};

/** A certificate, its key and the authority as one PKCS #12 file, for tools that do not read PEM. */
export async function toPkcs12({ cert, key }: CertificatePair, ca: string): Promise<Uint8Array> {
  const password = new TextEncoder().encode(PKCS12_PASSWORD).buffer;
  const keyInfo = PrivateKeyInfo.fromBER(createPrivateKey(key).export({ format: 'der', type: 'pkcs8' }));
  const keyBag = new PKCS8ShroudedKeyBag({ parsedValue: keyInfo });
  await keyBag.makeInternalValues({ password, ...ENCRYPTION });
  const certificates = [
    new SafeBag({ bagId: OID.certBag, bagValue: certBag(cert), bagAttributes: attributes() }),
    new SafeBag({ bagId: OID.certBag, bagValue: certBag(ca) }),
  ];
  const keys = [new SafeBag({ bagId: OID.shroudedKeyBag, bagValue: keyBag, bagAttributes: attributes() })];
  const authenticatedSafe = new AuthenticatedSafe({
    parsedValue: {
      safeContents: [
        { privacyMode: 0, value: new SafeContents({ safeBags: keys }) },
        { privacyMode: 0, value: new SafeContents({ safeBags: certificates }) },
      ],
    },
  });
  await authenticatedSafe.makeInternalValues({ safeContents: [{}, {}] });
  const file = new PFX({ parsedValue: { integrityMode: 0, authenticatedSafe } });
  await file.makeInternalValues({
    password,
    iterations: ENCRYPTION.iterationCount,
    pbkdf2HashAlgorithm: 'SHA-256',
    hmacHashAlgorithm: 'SHA-256',
  });
  return new Uint8Array(file.toSchema().toBER());
}

const certBag = (pem: string) =>
  new CertBag({ parsedValue: Certificate.fromBER(new X509Certificate(pem).raw) });

/** The same id on the key and its certificate, so that a reader can match them. */
const attributes = () => [
  new Attribute({ type: OID.friendlyName, values: [new BmpString({ value: 'client' })] }),
  new Attribute({
    type: OID.localKeyId,
    values: [new OctetString({ valueHex: new Uint8Array([1]).buffer })],
  }),
];
