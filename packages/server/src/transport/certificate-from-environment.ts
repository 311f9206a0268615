import { env } from 'node:process';
import { ClientCertificateError } from '../errors/client-certificate-error.js';
import type { ClientCertificate } from './client-certificate.js';

/** The names of environment variables that hold a certificate and its key. */
export interface CertificateEnvironment {
  /** The variable with the certificate. @defaultValue 'AIT_IAP_CLIENT_CERT' */
  readonly cert?: string | undefined;
  /** The variable with the key. @defaultValue 'AIT_IAP_CLIENT_KEY' */
  readonly key?: string | undefined;
  /** PKCS#12 in base64, instead of both. @defaultValue 'AIT_IAP_CLIENT_PFX', which may be unset */
  readonly pfx?: string | undefined;
  /** The variable with the CA. @defaultValue 'AIT_IAP_CA', which may be unset */
  readonly ca?: string | undefined;
  /** The variable with the passphrase. @defaultValue 'AIT_IAP_CLIENT_KEY_PASSPHRASE', which may be unset */
  readonly passphrase?: string | undefined;
}

/**
 * A client certificate in environment variables: PEM with real line breaks, with `\n`, or with none, as hosting
 * dashboards store it; PEM or DER in base64; or PKCS#12 in base64 (`AIT_IAP_CLIENT_PFX`).
 *
 * @param names - other names of the variables
 * @param variables - the environment to read; default `process.env`
 * @throws ClientCertificateError if a variable is not set; it names the variable, and is thrown when the client is
 * created, not here
 */
export function certificateFromEnvironment(
  names: CertificateEnvironment = {},
  variables: Readonly<Record<string, string | undefined>> = env,
): () => ClientCertificate {
  const read = (name: string) => variables[name] || undefined;
  const readOrFail = (name: string, field: string) => {
    const value = read(name);
    if (value !== undefined) return value;
    throw new ClientCertificateError(
      'CERTIFICATE_MISSING',
      field,
      `the environment variable ${name} is not set. Set it to the PEM text, or to base64 of the file.`,
    );
  };
  return () => {
    const ca = read(names.ca ?? 'AIT_IAP_CA');
    const passphrase = read(names.passphrase ?? 'AIT_IAP_CLIENT_KEY_PASSPHRASE');
    const pfx = read(names.pfx ?? 'AIT_IAP_CLIENT_PFX');
    if (pfx !== undefined) return { pfx, ca, passphrase };
    return {
      cert: readOrFail(names.cert ?? 'AIT_IAP_CLIENT_CERT', 'tls.cert'),
      key: readOrFail(names.key ?? 'AIT_IAP_CLIENT_KEY', 'tls.key'),
      ca,
      passphrase,
    };
  };
}
