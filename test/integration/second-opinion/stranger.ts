import { join } from 'node:path';
import type { ClientFiles } from './curl.js';
import { runProgram } from './run-program.js';

/** Lets openssl make a certificate that signs itself, with any name. */
export async function selfSigned(
  folder: string,
  name: string,
  subject: string,
): Promise<Omit<ClientFiles, 'ca'>> {
  const files = { cert: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  const made = await runProgram('openssl', [
    'req',
    '-x509',
    ...kind,
    '-subj',
    subject,
    '-keyout',
    files.key,
    '-out',
    files.cert,
  ]);
  if (made.code !== 0) throw new Error(`Failed to make a certificate by openssl: ${made.stderr}`);
  return files;
}

/** Lets openssl sign a client certificate with its own authority. */
export async function signedBy(
  folder: string,
  authority: Omit<ClientFiles, 'ca'>,
  subject: string,
): Promise<Omit<ClientFiles, 'ca'>> {
  const files = { cert: join(folder, 'forged.crt'), key: join(folder, 'forged.key') };
  const request = join(folder, 'forged.csr');
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await runProgram('openssl', ['req', ...kind, '-subj', subject, '-keyout', files.key, '-out', request]);
  const issuer = ['-CA', authority.cert, '-CAkey', authority.key, '-CAcreateserial', '-days', '1'];
  const signed = await runProgram('openssl', ['x509', '-req', '-in', request, ...issuer, '-out', files.cert]);
  if (signed.code !== 0) throw new Error(`Failed to sign a certificate by openssl: ${signed.stderr}`);
  return files;
}
