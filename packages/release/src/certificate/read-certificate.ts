import { X509Certificate } from 'node:crypto';
import { ToldError } from '../text/told-error.js';

/** The contents of a client certificate. */
export interface Certificate {
  /** The common name: the `appName` of the mini-app. */
  readonly commonName: string;
  /** When it expires, in milliseconds since 1970. */
  readonly validTo: number;
}

const DAY = 86_400_000;

/** How many whole days a certificate is still valid. Negative if it has expired. */
export const daysLeft = ({ validTo }: Certificate, now: number) => Math.floor((validTo - now) / DAY);

/** Thrown for a file that is not a certificate. */
export class CertificateError extends ToldError {
  /** Stays the same when a bundler renames the class. */
  override readonly name = 'CertificateError';
  /** The only code of this error: the file is neither PEM nor DER of a certificate. */
  readonly code = 'CERTIFICATE_UNREADABLE';
}

/** Reads a client certificate in PEM or DER. @throws {CertificateError} if it is not a certificate */
export function readCertificate(content: Uint8Array): Certificate {
  try {
    const certificate = new X509Certificate(content);
    return {
      commonName: /(?:^|\n)CN=(.*)/.exec(certificate.subject)?.[1] ?? '',
      validTo: certificate.validToDate.getTime(),
    };
  } catch (error) {
    throw new CertificateError(
      {
        en: 'Failed to read the certificate: the file is neither PEM nor DER. Pass client.crt, not the key and not a .p12 file.',
        ko: '인증서를 읽지 못했어요. 파일이 PEM도 DER도 아니에요. 키나 .p12가 아니라 client.crt를 넘겨 주세요.',
      },
      { cause: error },
    );
  }
}
