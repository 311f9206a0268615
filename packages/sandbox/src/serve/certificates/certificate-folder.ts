import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { Clock } from '@ait-iap/protocol';
import { withFolderLock } from './folder-lock.js';
import type { CertificatePair } from './issue-certificate.js';

/** What `serve` needs to listen, and what a partner backend needs to call it. */
export interface SandboxCertificates {
  /** The folder that holds `ca.crt`, `client.crt`, `client.key`, and the three as `client.p12` (password `sandbox`). */
  readonly folder: string;
  /** PEM of the authority: a partner backend trusts it in place of the public ones. */
  readonly ca: string;
  /** What a partner backend presents; its CN names the mini-app. */
  readonly client: CertificatePair;
  /** What the partner API itself presents. */
  readonly server: CertificatePair;
  /** Signs further certificates, such as an expired one. */
  readonly authority: CertificatePair;
}

/** How to keep the certificates of one sandbox. */
export interface CertificateFolderOptions {
  readonly folder: string;
  /** CN of the client certificate. */
  readonly appName: string;
  /** Further names and addresses of the server. One that the kept certificate lacks makes a new one. */
  readonly san?: readonly string[] | undefined;
  /** Certificates are judged by programs that know real time only. @defaultValue real time */
  readonly clock?: Pick<Clock, 'now'> | undefined;
}

const DAY_MS = 86_400_000;
/** Ten years: a partner backend is configured with this file once. */
const AUTHORITY_DAYS = 3650;
/** 397 days is the longest that current TLS clients accept for a server. */
const LEAF_DAYS = 397;
/** A certificate that would end within a month is made anew at the next start. */
const RENEW_BEFORE_DAYS = 30;
/** Clocks of containers lag: a certificate made this minute must be valid for them too. */
const BACKDATE_MS = 3_600_000;

/** Loaded only when something has to be made, which after the first start is once a year. */
const issuing = () => import('./issue-certificate.js');
const packing = () => import('./pkcs12.js');

function readPair(folder: string, name: string): CertificatePair | undefined {
  try {
    return {
      cert: readFileSync(join(folder, `${name}.crt`), 'utf8'),
      key: readFileSync(join(folder, `${name}.key`), 'utf8'),
    };
  } catch {
    return undefined;
  }
}

/** A pair is used again when it can be read, belongs together, is signed by `authority` and lasts long enough. */
function usable(
  pair: CertificatePair | undefined,
  now: number,
  authority?: CertificatePair,
  commonName?: string,
  san: readonly string[] = [],
) {
  if (!pair) return undefined;
  try {
    const cert = new X509Certificate(pair.cert);
    const signer = new X509Certificate((authority ?? pair).cert);
    const fits = cert.checkPrivateKey(createPrivateKey(pair.key)) && cert.verify(signer.publicKey);
    const lasts = Date.parse(cert.validTo) - now > RENEW_BEFORE_DAYS * DAY_MS;
    const named = commonName === undefined || cert.subject.split('\n').includes(`CN=${commonName}`);
    const names = (name: string) =>
      (isIP(name) === 0 ? cert.checkHost(name) : cert.checkIP(name)) !== undefined;
    const valid = san.every(names);
    return fits && lasts && named && valid ? pair : undefined;
  } catch {
    return undefined;
  }
}

/** Written beside and renamed, so that a process killed here leaves a whole file or none. */
function writeWhole(path: string, text: string | Uint8Array, mode: number): void {
  writeFileSync(`${path}.new`, text, { mode });
  chmodSync(`${path}.new`, mode);
  renameSync(`${path}.new`, path);
}

function writePair(folder: string, name: string, pair: CertificatePair): void {
  writeWhole(join(folder, `${name}.key`), pair.key, 0o600);
  writeWhole(join(folder, `${name}.crt`), pair.cert, 0o644);
}

/**
 * Reads the certificates of a sandbox from their folder, and makes those that are missing, broken, about to
 * expire or of another mini-app. A partner backend keeps working over a restart: the authority stays the same.
 */
export function openCertificateFolder(options: CertificateFolderOptions): Promise<SandboxCertificates> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  return withFolderLock(options.folder, () => readOrMake(options));
}

async function readOrMake({
  folder,
  appName,
  san = [],
  clock,
}: CertificateFolderOptions): Promise<SandboxCertificates> {
  const now = clock?.now() ?? Date.now();
  const validFor = (days: number) => ({
    notBefore: new Date(now - BACKDATE_MS),
    notAfter: new Date(now - BACKDATE_MS + days * DAY_MS),
  });

  let authority = usable(readPair(folder, 'ca'), now);
  if (!authority) {
    const { issueAuthority } = await issuing();
    authority = await issueAuthority({ commonName: 'ait-iap sandbox CA', ...validFor(AUTHORITY_DAYS) });
    writePair(folder, 'ca', authority);
  }
  const signer = authority;
  const leaf = async (usage: 'server' | 'client', commonName: string): Promise<CertificatePair> => {
    const names = usage === 'server' ? san : [];
    const kept = usable(readPair(folder, usage), now, signer, commonName, names);
    if (kept) return kept;
    const { issueCertificate } = await issuing();
    const made = await issueCertificate(signer, usage, { commonName, san: names, ...validFor(LEAF_DAYS) });
    writePair(folder, usage, made);
    return made;
  };
  const server = await leaf('server', 'localhost');
  const client = await leaf('client', appName);
  await keepPkcs12(folder, client, signer.cert);
  return { folder, ca: signer.cert, client, server, authority: signer };
}

/** `client.p12` beside the PEM files, made again when it is missing or older than they are. */
async function keepPkcs12(folder: string, client: CertificatePair, ca: string): Promise<void> {
  const path = join(folder, 'client.p12');
  const changedAt = (name: string) => statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (changedAt('client.p12') >= Math.max(changedAt('client.crt'), changedAt('ca.crt'))) return;
  const { toPkcs12 } = await packing();
  writeWhole(path, await toPkcs12(client, ca), 0o600);
}
