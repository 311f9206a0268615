import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultSpec } from '@ait-iap/sandbox';
import { type ServedSandbox, serveSandbox } from '@ait-iap/sandbox/serve';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askStatus, type ClientFiles, curl, ownFiles, STATUS_PATH } from './second-opinion/curl.js';
import { missingPrograms, runProgram } from './second-opinion/run-program.js';
import { selfSigned, signedBy } from './second-opinion/stranger.js';

/*
 * The partner API of a served sandbox, as programs from outside this project see it. What the sandbox
 * tests by curl itself is in packages/sandbox/test/serve/partner-mutual-tls.test.ts.
 */
const missing = missingPrograms('curl', 'openssl');
const reason = missing.length === 0 ? '' : ` (skipped: this machine has no ${missing.join(' and no ')})`;

const GEMS = 'ait.sandbox.consumable-1';
/** The sample id in the platform's own documentation: a v4, and not an order of this world. */
const SAMPLE = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';

let folder = '';
let served: ServedSandbox;
let own: ClientFiles;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ait-iap-second-opinion-'));
  served = await serveSandbox({ port: 0, partnerPort: 0, dir: folder });
  own = ownFiles(served.certificates.folder);
});
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a purchase of anna's and gives its order id. Its grant gets no answer. */
function pay(payment: 'approve' | 'cancel' = 'approve'): Promise<string> {
  const bridge = served.sandbox.bridge({
    userKey: 'anna',
    payment: ({ orderId }) => {
      ids.push(orderId);
      return payment;
    },
  });
  const ids: string[] = [];
  return new Promise((resolve) => {
    const heard = () => resolve(ids[0] ?? '');
    bridge.listen('requestOneTimePurchase', { sku: GEMS }, { onEvent: heard, onError: heard });
  });
}

const ask = (orderId: string, userKey?: string) =>
  askStatus(own, served.partnerUrl, JSON.stringify({ orderId }), userKey);

describe.skipIf(missing.length > 0)(`what curl reads of an order${reason}`, () => {
  test('names its product and the time when it has them', async () => {
    const orderId = await pay();
    const { status, contentType, body } = await ask(orderId);
    expect([status, contentType]).toEqual([200, expect.stringMatching(/^application\/json/)]);
    expect(JSON.parse(body)).toEqual({
      resultType: 'SUCCESS',
      success: {
        orderId,
        status: 'PAYMENT_COMPLETED',
        reason: expect.any(String),
        sku: GEMS,
        statusDeterminedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/),
      },
    });
  });

  test('follows it to PURCHASED and REFUNDED, and shows FAILED for a canceled order', async () => {
    const orderId = await pay();
    await served.sandbox.bridge({ userKey: 'anna' }).call('completeProductGrant', [{ params: { orderId } }]);
    const after = async (id: string) => JSON.parse((await ask(id)).body).success.status;
    expect(await after(orderId)).toBe('PURCHASED');
    served.sandbox.refund(orderId);
    expect(await after(orderId)).toBe('REFUNDED');
    expect(await after(await pay('cancel'))).toBe('FAILED');
  });

  test.each([
    ['of another user', 'ben', () => pay()],
    ['that does not exist', 'anna', async () => SAMPLE],
  ])('leaves product and time out for an order %s', async (_, userKey, order) => {
    const orderId = await order();
    const { status, body } = await ask(orderId, userKey);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({
      resultType: 'SUCCESS',
      success: { orderId, status: 'NOT_FOUND', reason: expect.any(String) },
    });
  });
});

describe.skipIf(missing.length > 0)(`what curl reads of a failure${reason}`, () => {
  const failures: [FaultSpec, number, object][] = [
    [
      { name: 'order-status-fail', errorCode: '1000' },
      200,
      { resultType: 'FAIL', error: { errorCode: '1000' } },
    ],
    ...['HTTP_TIMEOUT', 'NETWORK_ERROR', 'EXECUTION_FAIL', 'INTERRUPTED', 'INTERNAL_ERROR'].map(
      (resultType): [FaultSpec, number, object] => [
        { name: 'order-status-fail', resultType },
        200,
        { resultType },
      ],
    ),
    [
      { name: 'order-status-rate-limited', seconds: 7 },
      200,
      { resultType: 'FAIL', error: { errorCode: '4095', data: { retryAfterSeconds: 7 } } },
    ],
    [{ name: 'order-status-500' }, 500, { resultType: 'FAIL', error: { reason: expect.any(String) } }],
  ];
  test.each(failures)('%j arrives with HTTP %i', async (fault, http, envelope) => {
    served.sandbox.faults.arm(fault);
    const { status, body } = await ask(SAMPLE);
    expect(status).toBe(http);
    expect(JSON.parse(body)).toMatchObject(envelope);
  });

  test('is a FAIL with HTTP 200 when no user is named', async () => {
    const json = ['-H', 'content-type: application/json', '--data', JSON.stringify({ orderId: SAMPLE })];
    const { status, body } = await curl(own, served.partnerUrl + STATUS_PATH, ...json);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      resultType: 'FAIL',
      error: { reason: expect.stringContaining('x-toss-user-key') },
    });
  });

  test.each([
    ['nothing', ''],
    ['null', 'null'],
    ['a word', '"13c9a1ff"'],
    ['a form', `orderId=${SAMPLE}`],
    ['a number for an id', '{"orderId":13}'],
    ['null for an id', '{"orderId":null}'],
    ['an id in braces', `{"orderId":"{${SAMPLE}}"}`],
    ['an id with a space', `{"orderId":"${SAMPLE} "}`],
    ['a list of ids', `{"orderId":["${SAMPLE}"]}`],
    ['two objects', `{"orderId":"${SAMPLE}"}{}`],
  ])('is a 400 for a body that is %s', async (_, sent) => {
    const { status, body } = await askStatus(own, served.partnerUrl, sent);
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ resultType: 'FAIL' });
  });

  test('is a 400 for an impossible user key', async () => {
    expect((await ask(SAMPLE, 'a b')).status).toBe(400);
    expect((await ask(SAMPLE, 'x'.repeat(5_000))).status).toBe(400);
  });

  test.each([
    ['GET of the right path', 405, ['-X', 'GET'], STATUS_PATH],
    ['POST of another path', 404, ['-X', 'POST'], '/api-partner/v1/apps-in-toss/order/refund'],
  ])('has its own status for a %s: %i', async (_, expected, args, path) => {
    expect((await curl(own, served.partnerUrl + path, ...args)).status).toBe(expected);
  });
});

describe.skipIf(missing.length > 0)(`who is let in, by openssl${reason}`, () => {
  test('not a client with a self-signed certificate, even with the name of the mini-app', async () => {
    const stranger = await selfSigned(folder, 'stranger', '/CN=sandbox-mini-app');
    const { status, body } = await askStatus({ ...stranger, ca: own.ca }, served.partnerUrl, '{}');
    expect([status, body]).toEqual([0, '']);
  });

  test('not a client whose authority only has the same name as ours', async () => {
    const subject = await runProgram('openssl', [
      'x509',
      '-in',
      own.ca,
      '-noout',
      '-subject',
      '-nameopt',
      'compat',
    ]);
    const name = subject.stdout.replace(/^subject=\s*/, '').trim();
    const authority = await selfSigned(folder, 'authority', name.startsWith('/') ? name : `/${name}`);
    const forged = await signedBy(folder, authority, '/CN=sandbox-mini-app');
    const { status, body } = await askStatus({ ...forged, ca: own.ca }, served.partnerUrl, '{}');
    expect([status, body]).toEqual([0, '']);
  });

  test('not a client without TLS, or with a TLS that is too old', async () => {
    const plain = await runProgram('curl', [
      '--silent',
      '--max-time',
      '10',
      served.partnerUrl.replace('https', 'http'),
    ]);
    expect([plain.code === 0, plain.stdout]).toEqual([false, '']);
    const { host } = new URL(served.partnerUrl);
    const old = ['-tls1_1', '-cipher', 'DEFAULT@SECLEVEL=0', '-cert', own.cert, '-key', own.key];
    const spoken = await runProgram('openssl', ['s_client', '-connect', host, ...old]);
    expect(spoken.stdout).not.toContain('BEGIN CERTIFICATE');
    expect(spoken.code).not.toBe(0);
  });

  test('the client certificate that the sandbox made: of its authority, with its key, named for the mini-app', async () => {
    const verified = await runProgram('openssl', [
      'verify',
      '-purpose',
      'sslclient',
      '-CAfile',
      own.ca,
      own.cert,
    ]);
    expect(verified.stdout).toMatch(/: OK/);
    const ofCertificate = await runProgram('openssl', ['x509', '-in', own.cert, '-noout', '-pubkey']);
    const ofKey = await runProgram('openssl', ['pkey', '-in', own.key, '-pubout']);
    expect(ofKey.stdout).toBe(ofCertificate.stdout);
    const subject = await runProgram('openssl', ['x509', '-in', own.cert, '-noout', '-subject']);
    expect(subject.stdout).toContain(served.sandbox.world.settings().appName);
  });
});
