import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate for a mini-app, made by openssl. */
export function selfSigned(commonName: string, days: number): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'ait-iap-release-'));
  try {
    const [key, cert] = [join(folder, 'client.key'), join(folder, 'client.crt')];
    const subject = `/O=Toss/CN=${commonName}`;
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-keyout',
        key,
        '-out',
        cert,
        '-days',
        String(days),
        '-subj',
        subject,
      ],
      { stdio: 'ignore' },
    );
    return readFileSync(cert);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
