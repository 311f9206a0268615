import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmodSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { Clock } from '@ait-iap/protocol';
import { makeFolder } from '../../disk/make-folder.js';
import { fileNotWritten } from '../../errors/file-not-written.js';
import { withFolderLock } from './folder-lock.js';
import type { CertificatePair } from './issue-certificate.js';

/** The certificates that `serve` needs to listen and a partner backend needs to call it. */
export interface SandboxCertificates {
  /** The folder that holds `ca.crt`, `client.crt`, `client.key`, and the three as `client.p12` (password `sandbox`). */
  readonly folder: string;
  /** The PEM of the authority. A partner backend trusts it instead of the public ones. */
  readonly ca: string;
  /** The certificate that a partner backend presents. Its CN names the mini-app. */
  readonly client: CertificatePair;
  /** The certificate that the partner API presents. */
  readonly server: CertificatePair;
  /** Signs other certificates, such as an expired one. */
  readonly authority: CertificatePair;
}

/** Options for the certificates of one sandbox. */
export interface CertificateFolderOptions {
  readonly folder: string;
  /** The CN of the client certificate. */
  readonly appName: string;
  /** Additional names and addresses of the server. If the stored certificate lacks one of them, a new one is created. */
  readonly san?: readonly string[] | undefined;
  /**
   * The clock for the dates of the certificates, because other programs check them against real time. @defaultValue
   * real time
   */
  readonly clock?: Pick<Clock, 'now'> | undefined;
}

const DAY_MS = 86_400_000;
/** Ten years, because a partner backend is configured with this file only once. */
const AUTHORITY_DAYS = 3650;
/** 397 days: the longest time that current TLS clients accept for a server. */
const LEAF_DAYS = 397;
/** A certificate that expires within a month is renewed at the next start. */
const RENEW_BEFORE_DAYS = 30;
/** Clocks of containers may be behind, so a new certificate must already be valid for them. */
const BACKDATE_MS = 3_600_000;

/** The folder holds private keys. */
export const FOLDER_MODE = 0o700;

/** Loaded only if something has to be created: after the first start, once a year. */
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

/** A pair is reused if it can be read, fits together, is signed by `authority` and is valid long enough. */
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

/** Written under another name and renamed, so that a killed process leaves a complete file or none. */
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
 * Reads the certificates of a sandbox from their folder, and creates those that are missing, broken, about to expire or
 * for another mini-app. The authority stays the same, so a partner backend keeps working after a restart.
 *
 * @throws FolderNotMadeError, or SandboxError `FILE_NOT_WRITTEN` if the folder may not be written
 */
export async function openCertificateFolder(options: CertificateFolderOptions): Promise<SandboxCertificates> {
  const { folder } = options;
  makeFolder(folder, FOLDER_MODE);
  try {
    return await withFolderLock(folder, () => readOrMake(options));
  } catch (error) {
    throw fileNotWritten(folder, error);
  }
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

/** Writes `client.p12` beside the PEM files if it is missing or older than they are. */
async function keepPkcs12(folder: string, client: CertificatePair, ca: string): Promise<void> {
  const path = join(folder, 'client.p12');
  const changedAt = (name: string) => statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (changedAt('client.p12') >= Math.max(changedAt('client.crt'), changedAt('ca.crt'))) return;
  const { toPkcs12 } = await packing();
  writeWhole(path, await toPkcs12(client, ca), 0o600);
}
