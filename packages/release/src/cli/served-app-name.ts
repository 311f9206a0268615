import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBundle } from '../bundle/read-bundle.js';
import { readCertificate } from '../certificate/read-certificate.js';

/** The default folder of the sandbox's certificates. */
const DEFAULT_FOLDER = '.ait-iap';

/**
 * The mini-app that the sandbox has to serve: the one in the backend's certificate, because with another one every
 * order would be MINIAPP_MISMATCH. Without a certificate, the one of the bundle.
 */
export async function servedAppName(dir: string | undefined, bundle: Uint8Array): Promise<string> {
  try {
    return readCertificate(readFileSync(join(dir ?? DEFAULT_FOLDER, 'certs', 'client.crt'))).commonName;
  } catch {
    return (await readBundle(bundle)).appName;
  }
}
