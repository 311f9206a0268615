import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBundle } from '../bundle/read-bundle.js';
import { readCertificate } from '../certificate/read-certificate.js';

/** Where the sandbox keeps its certificates if nothing else is said. */
const DEFAULT_FOLDER = '.ait-iap';

/**
 * The mini-app that the sandbox has to serve: the one of the certificate that the backend was started with, because with another one
 * every order would be MINIAPP_MISMATCH; that of the bundle where there is none yet.
 */
export async function servedAppName(dir: string | undefined, bundle: Uint8Array): Promise<string> {
  try {
    return readCertificate(readFileSync(join(dir ?? DEFAULT_FOLDER, 'certs', 'client.crt'))).commonName;
  } catch {
    return (await readBundle(bundle)).appName;
  }
}
