import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Authority,
  createAuthority,
  type IssuedCertificate,
  type IssueOptions,
} from '../../test/local-partner/certificates.js';
import { everyText, rejection } from '../../test/local-partner/error-texts.js';
import {
  type LocalPartnerOptions,
  startLocalPartner,
  success,
} from '../../test/local-partner/local-partner.js';
import { createPartnerClient } from '../partner-api/create-partner-client.js';
import type { ClientCertificates } from './client-certificate.js';

const QUESTION = { orderId: '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0', userKey: '443731104' };
const SERVER: IssueOptions = { name: 'partner', hosts: ['localhost', '127.0.0.1'] };

let authority: Authority;
let stranger: Authority;
let client: IssuedCertificate;
beforeAll(async () => {
  authority = await createAuthority();
  stranger = await createAuthority('Another CA');
  client = await authority.issue({ name: 'mini-app' });
});

/** Far more than a handshake takes on a busy machine. Only a server that never answers can use it up. */
const PATIENCE_MS = 60_000;

async function askOnce(
  origin: string,
  tls: ClientCertificates,
  attemptTimeoutMs = PATIENCE_MS,
): Promise<unknown> {
  const partner = createPartnerClient({
    tls,
    baseUrl: origin,
    retries: 0,
    attemptTimeoutMs,
    timeoutMs: PATIENCE_MS,
  });
  try {
    return await partner.getOrderStatus(QUESTION).catch((error: unknown) => error);
  } finally {
    await partner.close();
  }
}

async function askServer(
  server: IssuedCertificate,
  tls: ClientCertificates,
  options: Partial<LocalPartnerOptions> = {},
): Promise<unknown> {
  await using partner = await startLocalPartner({ server, clientCa: authority.ca, ...options });
  return await askOnce(partner.origin, tls);
}

describe('a partner API that cannot be trusted is not asked', () => {
  test('because its certificate has expired', async () => {
    const server = await authority.issue({ ...SERVER, notAfter: new Date(Date.now() - 60_000) });
    expect(await askServer(server, { ...client, ca: authority.ca })).toMatchObject({
      name: 'PartnerTlsError',
      code: 'TLS_FAILED',
      failure: 'server_certificate_expired',
      retryable: false,
    });
  });

  test('because its certificate is for another host', async () => {
    const server = await authority.issue({ name: 'partner', hosts: ['partner.example'] });
    const error = await askServer(server, { ...client, ca: authority.ca });
    expect(error).toMatchObject({ failure: 'server_name_mismatch' });
    expect(everyText(error)).not.toMatch(/BEGIN CERTIFICATE|pubkey|raw: /);
  });

  test('because its certificate comes from another CA', async () => {
    const server = await stranger.issue(SERVER);
    expect(await askServer(server, { ...client, ca: authority.ca })).toMatchObject({
      failure: 'server_not_trusted',
    });
  });

  test('because no CA of the runtime knows it', async () => {
    const server = await authority.issue(SERVER);
    expect(await askServer(server, client)).toMatchObject({ failure: 'server_not_trusted' });
  });

  test('because of any of these reasons, also through the fetch of the runtime', async () => {
    const server = await authority.issue(SERVER);
    await using partner = await startLocalPartner({ server, clientCa: authority.ca });
    const asking = createPartnerClient({ fetch: globalThis.fetch, baseUrl: partner.origin, retries: 0 });
    expect(await rejection(asking.getOrderStatus(QUESTION))).toMatchObject({ failure: 'server_not_trusted' });
  });

  test('because it does not speak TLS', async () => {
    const plain = createServer((_, response) => response.end('{}')).listen(0, '127.0.0.1');
    await once(plain, 'listening');
    const { port } = plain.address() as AddressInfo;
    const error = await askOnce(`https://127.0.0.1:${port}`, { ...client, ca: authority.ca });
    expect(error).toMatchObject({ failure: 'handshake_failed' });
    plain.close();
    plain.closeAllConnections();
  });
});

describe('a client certificate that the partner API refuses is reported as refused', () => {
  test('over TLS 1.3, even if the server only cuts the connection', async () => {
    const server = await authority.issue(SERVER);
    const wrong = await stranger.issue({ name: 'mini-app' });
    const error = await askServer(server, { ...wrong, ca: authority.ca });
    expect(error).toMatchObject({
      code: 'TLS_FAILED',
      failure: 'client_certificate_refused',
      retryable: false,
    });
    expect(everyText(error)).not.toContain(QUESTION.userKey);
  });

  test('over TLS 1.2 only as a possibility, because it looks like any cut connection', async () => {
    const server = await authority.issue(SERVER);
    const wrong = await stranger.issue({ name: 'mini-app' });
    const error = await askServer(server, { ...wrong, ca: authority.ca }, { maxVersion: 'TLSv1.2' });
    expect(error).toMatchObject({ code: 'TRANSPORT_FAILED', retryable: true });
    expect((error as Error).message).toContain('the server may be refusing the client certificate');
  });
});

const openssl = (() => {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8' }).startsWith('OpenSSL');
  } catch {
    return false;
  }
})();

describe.runIf(openssl)('OpenSSL in the role of the partner API, which refuses with alerts', () => {
  async function askOpenssl(tls: ClientCertificates, version: string, limitMs?: number): Promise<unknown> {
    const folder = mkdtempSync(join(tmpdir(), 'ait-iap-tls-'));
    const server = await authority.issue(SERVER);
    for (const [name, pem] of Object.entries({
      's.crt': server.cert,
      's.key': server.key,
      'ca.crt': authority.ca,
    })) {
      writeFileSync(join(folder, name), pem);
    }
    const args = [
      's_server',
      '-accept',
      '127.0.0.1:0',
      '-www',
      `-${version}`,
      '-verify_return_error',
      '-Verify',
      '2',
    ];
    const files = ['-cert', 's.crt', '-key', 's.key', '-CAfile', 'ca.crt'];
    const child = spawn('openssl', [...args, ...files], { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] });
    try {
      let said = '';
      for await (const chunk of child.stdout) {
        said += chunk;
        const port = /ACCEPT 127\.0\.0\.1:(\d+)/.exec(said)?.[1];
        if (port !== undefined) return await askOnce(`https://127.0.0.1:${port}`, tls, limitMs);
      }
      throw new Error('openssl s_server did not start');
    } finally {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    }
  }

  test.each(['tls1_2', 'tls1_3'])('a certificate of another CA over %s', async (version) => {
    const wrong = await stranger.issue({ name: 'mini-app' });
    expect(await askOpenssl({ ...wrong, ca: authority.ca }, version)).toMatchObject({
      code: 'TLS_FAILED',
      failure: 'client_certificate_refused',
    });
  });

  test('a certificate of the right CA is accepted, and then the server does not understand POST', async () => {
    const tls = { ...client, ca: authority.ca };
    expect(await askOpenssl(tls, 'tls1_3', 2_000)).toMatchObject({ code: 'TIMED_OUT' });
  });
});

describe('two certificates', () => {
  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'the second is used when the first is refused over %s, and is tried first from then on',
    async (maxVersion) => {
      const server = await authority.issue(SERVER);
      await using partner = await startLocalPartner({ server, clientCa: authority.ca, maxVersion });
      const old = await stranger.issue({ name: 'old' });
      const both = [
        { ...old, ca: authority.ca },
        { ...client, ca: authority.ca },
      ] as const;
      const asking = createPartnerClient({ tls: both, baseUrl: partner.origin, retries: 0, connections: 1 });
      expect(await asking.getOrderStatus(QUESTION)).toMatchObject({ status: 'PURCHASED' });
      const opened = partner.connections();
      expect(await asking.getOrderStatus(QUESTION)).toMatchObject({ status: 'PURCHASED' });
      expect(partner.connections()).toBe(opened);
      expect(partner.seen.map(({ clientName }) => clientName)).toEqual(['mini-app', 'mini-app']);
      await asking.close();
    },
  );

  test('the second is used when a proxy answers the first with a refusal page', async () => {
    const server = await authority.issue(SERVER);
    await using partner = await startLocalPartner({ server, clientCa: authority.ca });
    partner.react(({ clientName, body }) =>
      clientName === 'retired'
        ? { httpStatus: 400, text: '<html>The SSL certificate error</html>' }
        : success(JSON.parse(body).orderId),
    );
    const retired = await authority.issue({ name: 'retired' });
    const tls = [
      { ...retired, ca: authority.ca },
      { ...client, ca: authority.ca },
    ] as const;
    expect(await askOnce(partner.origin, tls)).toMatchObject({ status: 'PURCHASED' });
    partner.react(() => ({ httpStatus: 403, text: '' }));
    expect(await askOnce(partner.origin, tls)).toMatchObject({ code: 'HTTP_ERROR', httpStatus: 403 });
  });

  test('an expired one is skipped without being sent', async () => {
    const server = await authority.issue(SERVER);
    await using partner = await startLocalPartner({ server, clientCa: authority.ca });
    const expired = await authority.issue({ name: 'expired', notAfter: new Date(Date.now() - 60_000) });
    const tls = [
      { ...expired, ca: authority.ca },
      { ...client, ca: authority.ca },
    ] as const;
    expect(await askOnce(partner.origin, tls)).toMatchObject({ status: 'PURCHASED' });
    expect(partner.connections()).toBe(1);
  });

  test('a refusal of both is reported once', async () => {
    const server = await authority.issue(SERVER);
    const [one, two] = await Promise.all([stranger.issue({ name: 'one' }), stranger.issue({ name: 'two' })]);
    const tls = [
      { ...one, ca: authority.ca },
      { ...two, ca: authority.ca },
    ] as const;
    expect(await askServer(server, tls)).toMatchObject({ failure: 'client_certificate_refused' });
  });
});

describe('connections', () => {
  test.each([false, true])('are kept for the next call, with HTTP/2 %s', async (http2) => {
    const server = await authority.issue(SERVER);
    await using partner = await startLocalPartner({ server, clientCa: authority.ca, http2 });
    const tls = { ...client, ca: authority.ca };
    const asking = createPartnerClient({ tls, baseUrl: partner.origin, connections: 2 });
    for (let call = 0; call < 6; call += 1) await asking.getOrderStatus(QUESTION);
    expect(partner.connections()).toBeLessThanOrEqual(2);
    await asking.close();
  });

  test.each([false, true])('stop an endless answer after a megabyte, with HTTP/2 %s', async (http2) => {
    const server = await authority.issue(SERVER);
    await using partner = await startLocalPartner({ server, clientCa: authority.ca, http2 });
    partner.react(() => ({ text: 'x'.repeat(3 << 20) }));
    expect(await askOnce(partner.origin, { ...client, ca: authority.ca })).toMatchObject({
      code: 'TRANSPORT_FAILED',
      systemCode: 'UND_ERR_RES_EXCEEDED_MAX_SIZE',
    });
  });

  test('do not use HTTP/2 when it is switched off', async () => {
    const server = await authority.issue(SERVER);
    await using partner = await startLocalPartner({ server, clientCa: authority.ca });
    const tls = { ...client, ca: authority.ca };
    const asking = createPartnerClient({ tls, baseUrl: partner.origin, http2: false });
    await asking.getOrderStatus(QUESTION);
    expect(partner.seen[0]?.httpVersion).toBe('1.1');
    await asking.close();
  });
});
