import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCertificateFolder } from './certificate-folder.js';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-03-01T00:00:00Z');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ait-iap-certs-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (now = NOW, appName = 'my-app') =>
  openCertificateFolder({ folder, appName, clock: { now: () => now } });
const file = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('the certificates of a sandbox', () => {
  test('are three files for a partner backend, the key readable by its owner only', async () => {
    const { ca, client } = await open();
    expect(file('ca.crt')).toBe(ca);
    expect(file('client.crt')).toBe(client.cert);
    expect(file('client.key')).toBe(client.key);
    expect(client.key).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    expect(statSync(join(folder, 'client.key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'ca.key')).mode & 0o777).toBe(0o600);
  });

  test('name the mini-app in the client certificate and localhost and 127.0.0.1 in the server one', async () => {
    const { client, server } = await open();
    expect(new X509Certificate(client.cert).subject).toContain('CN=my-app');
    const served = new X509Certificate(server.cert);
    expect(served.checkHost('localhost')).toBe('localhost');
    expect(served.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(served.checkHost('apps-in-toss-api.toss.im')).toBeUndefined();
  });

  test('are also in one PKCS #12 file, for programs that do not take PEM', async () => {
    const { ca } = await open();
    const context = { pfx: readFileSync(join(folder, 'client.p12')), passphrase: 'sandbox' };
    expect(() => createSecureContext(context)).not.toThrow();
    expect(() => createSecureContext({ ...context, passphrase: 'other' })).toThrow();
    expect(statSync(join(folder, 'client.p12')).mode & 0o777).toBe(0o600);
    expect(ca).toBe(file('ca.crt'));
  });

  test('include extra names on request, and are made again only if a name is missing', async () => {
    const plain = await open();
    const openFor = (san: string[]) =>
      openCertificateFolder({ folder, appName: 'my-app', san, clock: { now: () => NOW } });
    const named = await openFor(['sandbox', '10.0.0.5']);
    expect(named.server.cert).not.toBe(plain.server.cert);
    const served = new X509Certificate(named.server.cert);
    expect([served.checkHost('sandbox'), served.checkIP('10.0.0.5'), served.checkHost('localhost')]).toEqual([
      'sandbox',
      '10.0.0.5',
      'localhost',
    ]);
    expect((await openFor(['sandbox'])).server).toEqual(named.server);
    expect(named.client).toEqual(plain.client);
  });

  test('are used again by the next start', async () => {
    expect(await open(NOW + DAY_MS)).toEqual(await open(NOW + 2 * DAY_MS));
  });

  test('are made again a month before they expire, by the same authority', async () => {
    const first = await open();
    const later = await open(NOW + 370 * DAY_MS);
    expect(later.client.cert).not.toBe(first.client.cert);
    expect(later.server.cert).not.toBe(first.server.cert);
    expect(later.ca).toBe(first.ca);
    expect(new X509Certificate(later.client.cert).verify(new X509Certificate(first.ca).publicKey)).toBe(true);
  });

  test('are made again for a mini-app of another name, except the one of the server', async () => {
    const first = await open();
    const other = await open(NOW, 'other-app');
    expect(new X509Certificate(other.client.cert).subject).toContain('CN=other-app');
    expect(other.server).toEqual(first.server);
  });

  test.each(['client.key', 'client.crt', 'server.key'])('are repaired when %s is damaged', async (name) => {
    await open();
    writeFileSync(join(folder, name), 'not a PEM file');
    const { client } = await open();
    expect(file(name)).toMatch(/^-----BEGIN /);
    expect(file('client.crt')).toBe(client.cert);
  });

  test('are repaired when a key belongs to another certificate', async () => {
    await open();
    writeFileSync(join(folder, 'client.key'), file('server.key'));
    await open();
    expect(file('client.key')).not.toBe(file('server.key'));
  });

  test('are all replaced when the authority is lost, because none could be renewed any more', async () => {
    const first = await open();
    rmSync(join(folder, 'ca.key'));
    const second = await open();
    expect(second.ca).not.toBe(first.ca);
    expect(new X509Certificate(second.client.cert).verify(new X509Certificate(second.ca).publicKey)).toBe(
      true,
    );
  });

  test('are the same for all processes that ask for them at the same moment', async () => {
    const [first, ...others] = await Promise.all(Array.from({ length: 4 }, () => open()));
    for (const other of others) expect(other).toEqual(first);
    expect(file('client.crt')).toBe(first?.client.cert);
  });

  test('do not keep a process waiting when the process that was making them was killed', async () => {
    const killed = spawnSync(process.execPath, ['-e', '']).pid;
    const lock = join(folder, '.lock');
    for (const left of [String(killed), '']) {
      writeFileSync(lock, left);
      if (left === '') utimesSync(lock, 0, 0);
      expect((await open()).client.cert).toMatch(/^-----BEGIN/);
      expect(existsSync(lock)).toBe(false);
    }
  });
});
