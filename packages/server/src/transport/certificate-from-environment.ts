import { env } from 'node:process';
import { ClientCertificateError } from '../errors/client-certificate-error.js';
import type { ClientCertificate } from './client-certificate.js';

/** The names of environment variables that hold PEM text. */
export interface CertificateEnvironment {
  /** @defaultValue 'AIT_IAP_CLIENT_CERT' */
  readonly cert?: string | undefined;
  /** @defaultValue 'AIT_IAP_CLIENT_KEY' */
  readonly key?: string | undefined;
  /** @defaultValue 'AIT_IAP_CA', which may be unset */
  readonly ca?: string | undefined;
  /** @defaultValue 'AIT_IAP_CLIENT_KEY_PASSPHRASE', which may be unset */
  readonly passphrase?: string | undefined;
}

/**
 * A client certificate in environment variables, with line ends as they are, written as `\n`, or lost, as
 * hosting dashboards store them.
 *
 * @param names - other names of the variables
 * @param variables - the environment to read; default `process.env`
 * @throws ClientCertificateError, from the returned function, naming the variable that is not set
 */
export function certificateFromEnvironment(
  names: CertificateEnvironment = {},
  variables: Readonly<Record<string, string | undefined>> = env,
): () => ClientCertificate {
  const read = (name: string) => variables[name] || undefined;
  const require = (name: string, field: string) => {
    const value = read(name);
    if (value !== undefined) return value;
    throw new ClientCertificateError(
      'CERTIFICATE_MISSING',
      field,
      `the environment variable ${name} is not set. Set it to the PEM text.`,
    );
  };
  return () => ({
    cert: require(names.cert ?? 'AIT_IAP_CLIENT_CERT', 'tls.cert'),
    key: require(names.key ?? 'AIT_IAP_CLIENT_KEY', 'tls.key'),
    ca: read(names.ca ?? 'AIT_IAP_CA'),
    passphrase: read(names.passphrase ?? 'AIT_IAP_CLIENT_KEY_PASSPHRASE'),
  });
}
