import { execFile, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueAuthority, issueCertificate } from '../../src/serve/certificates/issue-certificate.js';
import type { ServedSandbox } from '../../src/serve/serve-options.js';
import { openPage } from './page-of-node.js';
import { serveOn, temporaryFolder } from './served.js';

const PATH = '/api-partner/v1/apps-in-toss/order/get-order-status';
const YEAR = { notBefore: new Date(Date.now() - 86_400_000), notAfter: new Date(Date.now() + 86_400_000) };

const folder = temporaryFolder();
let served: ServedSandbox;
const cert = (name: string) => join(served.certificates.folder, name);

/** Another program's reading of what the sandbox says: what curl got, or why it got nothing. */
function curl(...args: string[]): Promise<{ status: number; body: string; failed: string | undefined }> {
  return new Promise((resolve) => {
    const limit = args.includes('--max-time') ? [] : ['--max-time', '10'];
    const all = ['--silent', '--show-error', ...limit, '--write-out', '\n%{http_code}', ...args];
    execFile('curl', all, (error, stdout, stderr) => {
      const [status, ...lines] = stdout.split('\n').reverse();
      resolve({
        status: Number(status),
        body: lines.reverse().join('\n'),
        failed: error ? stderr : undefined,
      });
    });
  });
}

/** Presents a certificate: the client's own, or files of another one. */
const withClient = (files = { crt: cert('client.crt'), key: cert('client.key') }) => [
  ...['--cacert', cert('ca.crt')],
  ...['--cert', files.crt, '--key', files.key],
];

/** A client with a certificate of its own, which an authority has issued. */
async function withCertificateOf(
  authority: Parameters<typeof issueCertificate>[0],
  commonName: string,
  validity = YEAR,
): Promise<readonly string[]> {
  const { cert: crt, key } = await issueCertificate(authority, 'client', { commonName, ...validity });
  const files = { crt: join(folder.path, `${commonName}.crt`), key: join(folder.path, `${commonName}.key`) };
  writeFileSync(files.crt, crt);
  writeFileSync(files.key, key);
  return withClient(files);
}

const ask = (body: unknown, userKey = 'user-1', url = served.partnerUrl) => [
  ...withClient(),
  ...['-H', 'content-type: application/json', '-H', `x-toss-user-key: ${userKey}`],
  ...['--data', typeof body === 'string' ? body : JSON.stringify(body), `${url}${PATH}`],
];

async function buyOne(): Promise<string> {
  const page = openPage(served.pageUrl, { userKey: 'user-1', payment: 'approve' });
  const orderId = await new Promise<string>((resolve) => {
    page.buy(
      'ait.sandbox.consumable-1',
      (news) => 'event' in news && resolve(String(news.event.data.orderId)),
    );
  });
  page.close();
  return orderId;
}

beforeAll(async () => {
  served = await serveOn(folder.path);
});
afterAll(async () => {
  await served.close();
  folder.remove();
});

describe('the partner API over mutual TLS, read by curl', () => {
  test('answers for an order that was paid in a page and is not granted yet', async () => {
    const orderId = await buyOne();
    const { status, body } = await curl(...ask({ orderId }));
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      resultType: 'SUCCESS',
      success: { orderId, status: 'PAYMENT_COMPLETED', sku: 'ait.sandbox.consumable-1' },
    });
  });

  test('does not find the order of another user', async () => {
    const { body } = await curl(...ask({ orderId: await buyOne() }, 'user-2'));
    expect(JSON.parse(body)).toMatchObject({ resultType: 'SUCCESS', success: { status: 'NOT_FOUND' } });
  });

  test('answers also by the name localhost, with a certificate that is valid for it', async () => {
    const { port } = new URL(served.partnerUrl);
    const { status } = await curl(...ask({ orderId: await buyOne() }, 'user-1', `https://localhost:${port}`));
    expect(status).toBe(200);
  });

  test.each(['{"orderId":', '[]', '{"orderId":"not-a-uuid"}', '{}'])(
    'answers 400 for a malformed body: %s',
    async (body) => {
      expect((await curl(...ask(body))).status).toBe(400);
    },
  );

  test('refuses a body that is too large for a question about one order', async () => {
    const path = join(folder.path, 'large.json');
    writeFileSync(path, JSON.stringify({ orderId: 'x'.repeat(100_000) }));
    expect((await curl(...ask(`@${path}`))).status).toBe(413);
  });

  test('does not talk to a client without a certificate', async () => {
    const { status, failed } = await curl(
      '--cacert',
      cert('ca.crt'),
      '--data',
      '{}',
      served.partnerUrl + PATH,
    );
    expect(status).toBe(0);
    expect(failed).toMatch(/alert|reset|recv failure|empty reply/i);
  });

  test('does not talk to a client whose certificate another authority signed', async () => {
    const authority = await issueAuthority({ commonName: 'somebody else', ...YEAR });
    const foreign = await withCertificateOf(authority, 'sandbox-mini-app');
    const { status, failed } = await curl(...foreign, '--data', '{}', served.partnerUrl + PATH);
    expect(status).toBe(0);
    expect(failed).toBeDefined();
  });

  test('gives no order of another mini-app to a client whose certificate names its own', async () => {
    const orderId = await buyOne();
    const other = await withCertificateOf(served.certificates.authority, 'other-app');
    const question = ask({ orderId }).slice(withClient().length);
    const { body } = await curl(...other, ...question);
    expect(JSON.parse(body)).toMatchObject({ success: { orderId, status: 'MINIAPP_MISMATCH' } });
  });

  test('does not talk to a client whose certificate has expired', async () => {
    const past = { notBefore: new Date('2020-01-01'), notAfter: new Date('2021-01-01') };
    const late = await withCertificateOf(served.certificates.authority, 'late', past);
    const { status } = await curl(...late, '--data', '{}', served.partnerUrl + PATH);
    expect(status).toBe(0);
  });

  test('is not trusted by a client that does not have its authority', async () => {
    const { status, failed } = await curl('--data', '{}', served.partnerUrl + PATH);
    expect(status).toBe(0);
    expect(failed).toMatch(/certificate/i);
  });

  test('never answers for the host name of the platform', async () => {
    const { port } = new URL(served.partnerUrl);
    const name = 'apps-in-toss-api.toss.im';
    const resolve = ['--resolve', `${name}:${port}:127.0.0.1`, '--insecure'];
    expect((await curl(...resolve, ...ask({}, 'u', `https://${name}:${port}`))).status).toBe(0);
    const { status, body } = await curl('-H', `host: ${name}`, ...ask({}));
    expect(status).toBe(421);
    expect(body).toContain('sandbox');
  });
});

describe('a connection that a fault breaks', () => {
  test.each(['order-status-cut', 'tls-expired'] as const)('ends without an answer: %s', async (name) => {
    const orderId = await buyOne();
    served.sandbox.faults.arm({ name });
    const { status, failed } = await curl(...ask({ orderId }));
    expect(status).toBe(0);
    expect(failed).toMatch(/empty reply|reset|closed|recv failure/i);
    expect((await curl(...ask({ orderId }))).status).toBe(200);
  });

  test('hangs until the caller leaves, and others are answered in the meantime', async () => {
    const orderId = await buyOne();
    served.sandbox.faults.arm({ name: 'order-status-hang', orderId });
    const hanging = curl('--max-time', '1', ...ask({ orderId }));
    const other = await buyOne();
    expect((await curl(...ask({ orderId: other }))).status).toBe(200);
    expect((await hanging).failed).toMatch(/timed out/i);
  });
});

describe('the partner API, read by openssl s_client', () => {
  /** What openssl prints about the handshake, without or with a client certificate. */
  function handshake(...args: string[]): Promise<string> {
    const { host } = new URL(served.partnerUrl);
    return new Promise((resolve) => {
      const all = [
        's_client',
        '-connect',
        host,
        '-servername',
        'localhost',
        '-CAfile',
        cert('ca.crt'),
        ...args,
      ];
      const child = spawn('openssl', all, { stdio: ['pipe', 'pipe', 'pipe'] });
      let text = '';
      child.stdout.on('data', (chunk) => (text += chunk));
      child.stderr.on('data', (chunk) => (text += chunk));
      child.on('close', () => resolve(text));
      child.stdin.end();
    });
  }

  test('asks for a client certificate of its own authority and proves itself by TLS 1.2 or newer', async () => {
    const text = await handshake('-cert', cert('client.crt'), '-key', cert('client.key'));
    expect(text).toMatch(/Verify return code: 0 \(ok\)/);
    expect(text).toMatch(/Acceptable client certificate CA names[\s\S]*ait-iap sandbox CA/);
    expect(text).toMatch(/TLSv1\.[23]/);
  });
});
