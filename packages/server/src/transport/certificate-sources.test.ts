import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Authority,
  createAuthority,
  type IssuedCertificate,
} from '../../test/local-partner/certificates.js';
import { everyText, rejection } from '../../test/local-partner/error-texts.js';
import { type LocalPartner, startLocalPartner, success } from '../../test/local-partner/local-partner.js';
import { ManualClock } from '../../test/support/manual-clock.js';
import { StopSignal } from '../clock/stop-signal.js';
import { createPartnerClient } from '../partner-api/create-partner-client.js';
import type { ServerEvent } from '../telemetry/server-event.js';
import { certificateExpiresAt } from './certificate-expires-at.js';
import { certificateFromEnvironment } from './certificate-from-environment.js';
import { certificateFromFiles } from './certificate-from-files.js';
import { nodeTransport } from './node-transport.js';

const QUESTION = { orderId: '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0', userKey: '443731104' };
const SOON = new Date('2099-01-01T00:00:00Z');

let authority: Authority;
let first: IssuedCertificate;
let second: IssuedCertificate;
let server: IssuedCertificate;
beforeAll(async () => {
  authority = await createAuthority();
  first = await authority.issue({ name: 'first' });
  second = await authority.issue({ name: 'second', notAfter: SOON });
  server = await authority.issue({ name: 'partner', hosts: ['localhost'] });
});

describe('a certificate from files', () => {
  let folder: string;
  const path = (name: string) => join(folder, name);
  const write = ({ cert, key }: IssuedCertificate) => {
    writeFileSync(path('client.crt'), cert);
    writeFileSync(path('client.key'), key);
    writeFileSync(path('ca.crt'), authority.ca);
  };
  const source = () =>
    certificateFromFiles({ cert: path('client.crt'), key: path('client.key'), ca: path('ca.crt') });

  let partner: LocalPartner;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ait-iap-certs-'));
    write(first);
    partner = await startLocalPartner({ server, clientCa: authority.ca });
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await partner[Symbol.asyncDispose]();
  });

  test('is read again without a restart, while running calls end on the old one', async () => {
    const client = createPartnerClient({ tls: source(), baseUrl: partner.origin });
    let answerSlow = () => {};
    partner.react(async ({ body }, index) => {
      if (index === 0) await new Promise<void>((resolve) => (answerSlow = resolve));
      return success(JSON.parse(body).orderId);
    });
    const slow = client.getOrderStatus(QUESTION);
    await expect.poll(() => partner.seen.length).toBe(1);
    write(second);
    await client.reloadCertificates();
    expect(client.certificateExpiresAt()).toEqual(SOON);
    await client.getOrderStatus(QUESTION);
    answerSlow();
    expect(await slow).toMatchObject({ status: 'PURCHASED' });
    expect(partner.seen.map(({ clientName }) => clientName)).toEqual(['first', 'second']);
    await client.close();
  });

  test('stays in use when the new one cannot be used', async () => {
    const client = createPartnerClient({ tls: source(), baseUrl: partner.origin });
    writeFileSync(path('client.key'), second.key);
    await expect(client.reloadCertificates()).rejects.toMatchObject({ code: 'KEY_DOES_NOT_FIT' });
    expect(await client.getOrderStatus(QUESTION)).toMatchObject({ status: 'PURCHASED' });
    expect(partner.seen[0]?.clientName).toBe('first');
    await client.close();
  });

  test('gives an error with the option and the code of the system when it is missing', async () => {
    rmSync(path('client.key'));
    const error = await rejection((async () => createPartnerClient({ tls: source() }))());
    expect(error).toMatchObject({
      code: 'CERTIFICATE_MISSING',
      field: 'tls.key',
      cause: { code: 'ENOENT' },
    });
  });
});

describe('a certificate from the environment', () => {
  test('is read with line ends written as two characters', async () => {
    const flat = (pem: string) => pem.replaceAll('\n', '\\n');
    const variables = {
      AIT_IAP_CLIENT_CERT: flat(second.cert),
      AIT_IAP_CLIENT_KEY: flat(second.key),
      AIT_IAP_CA: flat(authority.ca),
    };
    await using partner = await startLocalPartner({ server, clientCa: authority.ca });
    const tls = certificateFromEnvironment({}, variables);
    const client = createPartnerClient({ tls, baseUrl: partner.origin });
    expect(client.certificateExpiresAt()).toEqual(SOON);
    expect(await client.getOrderStatus(QUESTION)).toMatchObject({ status: 'PURCHASED' });
    await client.close();
  });

  test('names the variable that is not set, and shows the value of none', async () => {
    const tls = certificateFromEnvironment(
      { cert: 'MY_CERT', key: 'MY_KEY' },
      { MY_CERT: first.cert, MY_KEY: '' },
    );
    const error = await rejection((async () => createPartnerClient({ tls }))());
    expect(error).toMatchObject({ code: 'CERTIFICATE_MISSING', field: 'tls.key' });
    expect((error as Error).message).toContain('MY_KEY');
    expect(everyText(error)).not.toContain(first.cert.split('\n')[1]);
  });
});

describe('a certificate from an asynchronous source', () => {
  const stored = () => ({ ...second, ca: authority.ca });

  test('is awaited by the first call', async () => {
    await using partner = await startLocalPartner({ server, clientCa: authority.ca });
    let give = () => {};
    const given = new Promise<void>((resolve) => (give = resolve));
    const tls = async () => {
      await given;
      return stored();
    };
    const client = createPartnerClient({ tls, baseUrl: partner.origin });
    const answer = client.getOrderStatus(QUESTION);
    expect([client.certificateExpiresAt(), client.miniApp()]).toEqual([undefined, undefined]);
    give();
    expect(await answer).toMatchObject({ status: 'PURCHASED' });
    expect([client.certificateExpiresAt(), client.miniApp()]).toEqual([SOON, 'second']);
    await client.close();
  });

  test('is asked for again after the secret manager failed', async () => {
    await using partner = await startLocalPartner({ server, clientCa: authority.ca });
    let asked = 0;
    const tls = async () => {
      asked += 1;
      if (asked < 3) throw new Error('the vault is sealed: hunter2');
      return stored();
    };
    const client = createPartnerClient({ tls, baseUrl: partner.origin, retries: 0 });
    const error = await rejection(client.getOrderStatus(QUESTION));
    expect(error).toMatchObject({ code: 'CERTIFICATE_SOURCE_FAILED', field: 'tls', retryable: true });
    expect(error).toMatchObject({ cause: { message: 'the vault is sealed: hunter2' } });
    await rejection(client.getOrderStatus(QUESTION));
    expect(await client.getOrderStatus(QUESTION)).toMatchObject({ status: 'PURCHASED' });
    expect(asked).toBe(3);
    await client.close();
  });

  test('fails each call, and a reload at the start, when it cannot be used', async () => {
    const tls = async () => ({ cert: first.cert, key: second.key });
    const client = createPartnerClient({ tls });
    expect(await rejection(client.reloadCertificates())).toMatchObject({ code: 'KEY_DOES_NOT_FIT' });
    expect(await rejection(client.getOrderStatus(QUESTION))).toMatchObject({ code: 'KEY_DOES_NOT_FIT' });
    await client.close();
  });

  test('is replaced by a reload, and stays in use when the new one cannot be used', async () => {
    await using partner = await startLocalPartner({ server, clientCa: authority.ca });
    let current: object = { ...first, ca: authority.ca };
    const tls = async () => current as never;
    const client = createPartnerClient({ tls, baseUrl: partner.origin });
    await client.getOrderStatus(QUESTION);
    current = stored();
    await client.reloadCertificates();
    await client.getOrderStatus(QUESTION);
    current = { ...second, key: first.key };
    expect(await rejection(client.reloadCertificates())).toMatchObject({ code: 'KEY_DOES_NOT_FIT' });
    await client.getOrderStatus(QUESTION);
    expect(partner.seen.map(({ clientName }) => clientName)).toEqual(['first', 'second', 'second']);
    await client.close();
  });
});

describe('of two certificates', () => {
  const unusable: readonly [string, () => unknown, string, RegExp][] = [
    ['has the key of another certificate', () => ({ ...second, key: first.key }), 'KEY_DOES_NOT_FIT', /key$/],
    ['is not a certificate', () => ({ cert: 'hello', key: 'hello' }), 'CERTIFICATE_MALFORMED', /cert$/],
    ['has expired', () => expired, 'CERTIFICATE_EXPIRED', /cert$/],
    ['is not set', () => certificateFromEnvironment({}, {}), 'CERTIFICATE_MISSING', /cert$/],
    ['has a source that throws', () => () => fail(), 'CERTIFICATE_SOURCE_FAILED', /\]$/],
    ['has a source that rejects', () => async () => fail(), 'CERTIFICATE_SOURCE_FAILED', /\]$/],
  ];
  let expired: IssuedCertificate;
  beforeAll(async () => {
    expired = await authority.issue({ name: 'expired', notAfter: new Date(Date.now() - 60_000) });
  });
  const fail = (): never => {
    throw new Error('no network');
  };

  const cases = unusable.flatMap(([name, make, code, field]) => [
    { name, make, code, field, place: 0 },
    { name, make, code, field, place: 1 },
  ]);
  test.each(cases)(
    'one that $name is reported, and the other one is used: $place',
    async ({ make, code, field, place }) => {
      await using partner = await startLocalPartner({ server, clientCa: authority.ca });
      const good = { ...first, ca: authority.ca };
      const tls = (place === 0 ? [make(), good] : [good, make()]) as never;
      const events: ServerEvent[] = [];
      const client = createPartnerClient({
        tls,
        baseUrl: partner.origin,
        onEvent: (event) => events.push(event),
      });
      expect(await client.getOrderStatus(QUESTION)).toMatchObject({ status: 'PURCHASED' });
      const told = events.filter(({ type }) => type === 'partner.certificate.unusable');
      expect(told).toMatchObject([{ errorCode: code, field: expect.stringMatching(field) }]);
      expect(everyText(events)).not.toContain(first.key.split('\n')[1]);
      await client.close();
    },
  );

  test('with none usable, the error is about the first one', async () => {
    const wrong = { ...first, key: second.key };
    const error = await rejection((async () => createPartnerClient({ tls: [wrong, expired] }))());
    expect(error).toMatchObject({ code: 'CERTIFICATE_EXPIRED', field: 'tls[1].cert' });
    const both = await rejection((async () => createPartnerClient({ tls: [wrong, wrong] }))());
    expect(both).toMatchObject({ code: 'KEY_DOES_NOT_FIT', field: 'tls[0].key' });
  });
});

test('a certificate that expires while the process runs is not sent any more', async () => {
  const clock = new ManualClock(Date.now());
  const short = await authority.issue({ name: 'short', notAfter: new Date(clock.now() + 3_600_000) });
  await using partner = await startLocalPartner({ server, clientCa: authority.ca });
  const transport = nodeTransport({ tls: { ...short, ca: authority.ca }, origin: partner.origin, clock });
  const send = () =>
    transport.send({ userKey: '1', body: JSON.stringify(QUESTION), signal: new StopSignal() });
  await expect(send()).resolves.toMatchObject({ httpStatus: 200 });
  clock.advance(3_601_000);
  await expect(send()).rejects.toMatchObject({ code: 'CERTIFICATE_EXPIRED' });
  await expect(transport.reloadCertificates()).rejects.toMatchObject({ code: 'CERTIFICATE_EXPIRED' });
  await transport.close();
  await expect(send()).rejects.toMatchObject({ code: 'CLOSED' });
  await expect(transport.reloadCertificates()).rejects.toMatchObject({ code: 'CLOSED' });
});

test('the expiry date of a certificate can be read without a client', () => {
  expect(certificateExpiresAt([first, second])).toEqual(SOON);
  expect(() => certificateExpiresAt({ ...first, key: second.key })).toThrow('Failed to use tls.key');
});

test('the expiry date of a certificate from an asynchronous source has to be awaited', () => {
  expect(() => certificateExpiresAt(async () => first)).toThrow(/tls.*asynchronous.*Await/);
});

test('a client with a fetch has no certificate, and none to reload', async () => {
  const client = createPartnerClient({ fetch: globalThis.fetch });
  expect(client.certificateExpiresAt()).toBeUndefined();
  await expect(client.reloadCertificates()).resolves.toBeUndefined();
});
