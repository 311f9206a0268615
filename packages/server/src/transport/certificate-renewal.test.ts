import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import {
  type Authority,
  createAuthority,
  type IssuedCertificate,
} from '../../test/local-partner/certificates.js';
import { everyText, rejection } from '../../test/local-partner/error-texts.js';
import { type LocalPartner, startLocalPartner } from '../../test/local-partner/local-partner.js';
import { ManualClock } from '../../test/support/manual-clock.js';
import { StopSignal } from '../clock/stop-signal.js';
import { createPartnerClient } from '../partner-api/create-partner-client.js';
import type { PartnerClient } from '../partner-api/partner-client.js';
import type { ServerEvent } from '../telemetry/server-event.js';
import { certificateFromFiles } from './certificate-from-files.js';
import type { ClientCertificate } from './client-certificate.js';
import { nodeTransport } from './node-transport.js';

const QUESTION = { orderId: '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0', userKey: '443731104' };
const LOOK = 60_000;
const SETTLE = 5_000;

let authority: Authority;
let first: IssuedCertificate;
let second: IssuedCertificate;
let foreign: IssuedCertificate;
let server: IssuedCertificate;
beforeAll(async () => {
  authority = await createAuthority();
  first = await authority.issue({ name: 'first' });
  second = await authority.issue({ name: 'second' });
  foreign = await (await createAuthority()).issue({ name: 'foreign' });
  server = await authority.issue({ name: 'partner', hosts: ['localhost'] });
});

let folder: string;
let partner: LocalPartner;
let clock: ManualClock;
let client: PartnerClient;
let events: ServerEvent[];
const path = (name: string) => join(folder, name);
const write = ({ cert, key }: Partial<IssuedCertificate>) => {
  if (cert !== undefined) writeFileSync(path('client.crt'), cert);
  if (key !== undefined) writeFileSync(path('client.key'), key);
};
const open = (
  tls: Parameters<typeof createPartnerClient>[0]['tls'] = certificateFromFiles({
    cert: path('client.crt'),
    key: path('client.key'),
    ca: path('ca.crt'),
  }),
) => {
  const onEvent = (event: ServerEvent) => events.push(event);
  client = createPartnerClient({ tls: tls as never, baseUrl: partner.origin, clock, retries: 0, onEvent });
};
const names = () => partner.seen.map(({ clientName }) => clientName);
const unusable = () => events.filter(({ type }) => type === 'partner.certificate.unusable');
/** Calls once after each of these pauses. */
const callAfter = async (...pauses: number[]) => {
  for (const pause of pauses) {
    clock.advance(pause);
    await client.getOrderStatus(QUESTION);
  }
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ait-iap-renewal-'));
  writeFileSync(path('ca.crt'), authority.ca);
  partner = await startLocalPartner({ server, clientCa: authority.ca });
  clock = new ManualClock(Date.now());
  events = [];
  write(first);
});
afterEach(async () => {
  await client.close();
  rmSync(folder, { recursive: true });
  await partner[Symbol.asyncDispose]();
});

describe('a certificate that was renewed on disk', () => {
  test('is used without a restart, once two looks have found the same pair', async () => {
    open();
    await callAfter(0);
    write(second);
    await callAfter(LOOK - 1, 1, SETTLE - 1, 1, 0);
    expect(names()).toEqual(['first', 'first', 'first', 'first', 'second', 'second']);
    expect(unusable()).toEqual([]);
  });

  test('is not used while only one of its two files is written, and the problem is reported once', async () => {
    open();
    await callAfter(0);
    write({ cert: second.cert });
    await callAfter(LOOK, SETTLE, SETTLE, SETTLE);
    expect(unusable()).toMatchObject([{ errorCode: 'KEY_DOES_NOT_FIT', field: 'tls.key' }]);
    expect(everyText(events)).not.toContain(first.key.split('\n')[1]);
    write({ key: second.key });
    await callAfter(SETTLE, SETTLE);
    expect(names()).toEqual([...Array(6).fill('first'), 'second']);
  });

  test.each([
    ['cut short', () => second.cert.slice(0, 200)],
    ['empty', () => ''],
  ])('is not used while its file is %s', async (_, half) => {
    open();
    await callAfter(0);
    write({ cert: half() });
    await callAfter(LOOK, SETTLE);
    expect(unusable()).toHaveLength(1);
    write(second);
    await callAfter(SETTLE, SETTLE);
    expect(names()).toEqual(['first', 'first', 'first', 'first', 'second']);
  });

  test('is not used while it still grows, although each part of it would do', async () => {
    open();
    await callAfter(0);
    write(second);
    await callAfter(LOOK);
    write({ cert: second.cert + authority.ca });
    await callAfter(SETTLE, SETTLE);
    expect(names()).toEqual(['first', 'first', 'first', 'second']);
  });

  test('is looked for also after the clock was set back', async () => {
    open();
    await callAfter(0);
    write(second);
    clock = Object.assign(clock, { now: () => Date.now() - 86_400_000 });
    await callAfter(0);
    clock.now = () => Date.now() - 86_400_000 + SETTLE;
    await callAfter(0);
    expect(names().at(-1)).toBe('second');
  });

  test('is used by the call in which the old one is refused', async () => {
    write(foreign);
    open();
    write(second);
    await callAfter(0);
    expect(names()).toEqual(['second']);
  });

  test('is used by every one of the calls in which the old one is refused at once', async () => {
    write(foreign);
    open();
    write(second);
    await Promise.all(Array.from({ length: 5 }, () => client.getOrderStatus(QUESTION)));
    expect(names()).toEqual(Array(5).fill('second'));
  });

  test('is used by the call in which the old one has run out', async () => {
    open();
    write(await authority.issue({ name: 'short', notAfter: new Date(clock.now() + LOOK) }));
    const tls = certificateFromFiles({
      cert: path('client.crt'),
      key: path('client.key'),
      ca: path('ca.crt'),
    });
    const transport = nodeTransport({ tls, origin: partner.origin, clock });
    onTestFinished(() => transport.close());
    const send = () =>
      transport.send({ userKey: '1', body: JSON.stringify(QUESTION), signal: new StopSignal() });
    await send();
    write(second);
    clock.advance(LOOK + 1_000);
    await send();
    expect(names()).toEqual(['short', 'second']);
  });

  test('is read once from a named pipe, which would hold up the whole process the second time', async () => {
    execFileSync('mkfifo', [path('pipe.key')]);
    const writing = spawn('cp', [path('client.key'), path('pipe.key')]);
    onTestFinished(() => void writing.kill());
    open(certificateFromFiles({ cert: path('client.crt'), key: path('pipe.key'), ca: path('ca.crt') }));
    await callAfter(0, LOOK);
    write({ cert: foreign.cert });
    await callAfter(LOOK);
    expect(names()).toEqual(['first', 'first', 'first']);
    expect(unusable()).toMatchObject([{ errorCode: 'KEY_DOES_NOT_FIT' }]);
  });

  test('does not hide a refusal when it cannot be used, and is reported', async () => {
    write(foreign);
    open();
    write({ cert: second.cert });
    expect(await rejection(client.getOrderStatus(QUESTION))).toMatchObject({ code: 'TLS_FAILED' });
    expect(unusable()).toMatchObject([{ errorCode: 'KEY_DOES_NOT_FIT' }]);
  });
});

describe('a function that gives the certificate', () => {
  test('is called again for a refusal, at most every ten seconds, and never for a look', async () => {
    let calls = 0;
    let current: ClientCertificate = { ...foreign, ca: authority.ca };
    open(async () => {
      calls += 1;
      return current;
    });
    for (let each = 0; each < 3; each += 1) await rejection(client.getOrderStatus(QUESTION));
    expect(calls).toBe(2);
    current = { ...second, ca: authority.ca };
    await callAfter(10_000, LOOK, LOOK);
    expect(calls).toBe(3);
    expect(names()).toEqual(['second', 'second', 'second']);
  });

  test('does not keep a call waiting that it does not answer, and is called again ten seconds later', async () => {
    let answers: Promise<ClientCertificate>[] = [];
    const hangs = new Promise<never>(() => undefined);
    answers = [Promise.resolve({ ...foreign, ca: authority.ca }), hangs, hangs];
    let calls = 0;
    open(() => {
      calls += 1;
      return answers.shift() ?? Promise.resolve({ ...second, ca: authority.ca });
    });
    for (const each of [2, 3]) {
      const asked = rejection(client.getOrderStatus(QUESTION));
      await expect.poll(() => calls).toBe(each);
      clock.advance(3_000);
      expect(await asked).toMatchObject({ code: 'TLS_FAILED' });
      clock.advance(7_000);
    }
    expect(unusable()).toMatchObject([{ errorCode: 'CERTIFICATE_SOURCE_FAILED', field: 'tls' }]);
    await callAfter(0);
    expect(names()).toEqual(['second']);
    expect(clock.sleeping).toBe(0);
  });

  test('is called again when it has not answered for half a minute after the start', async () => {
    let calls = 0;
    open(() => {
      calls += 1;
      return calls === 1
        ? new Promise<never>(() => undefined)
        : Promise.resolve({ ...first, ca: authority.ca });
    });
    const asked = rejection(client.getOrderStatus(QUESTION));
    await clock.run(30_000);
    expect(await asked).toMatchObject({ code: 'TIMED_OUT' });
    await callAfter(0);
    expect(names()).toEqual(['first']);
    expect(clock.sleeping).toBe(0);
  });

  test('is not waited for any more when the client is closed', async () => {
    open(() => new Promise<never>(() => undefined));
    await client.close();
    await expect.poll(() => clock.sleeping).toBe(0);
  });

  test('does not bring back an old certificate with an answer that comes after a newer one', async () => {
    const late = Promise.withResolvers<ClientCertificate>();
    const give = (issued: IssuedCertificate) => Promise.resolve({ ...issued, ca: authority.ca });
    const answers = [give(foreign), late.promise, give(second)];
    let calls = 0;
    open(() => {
      calls += 1;
      return answers.shift() ?? give(second);
    });
    const asked = rejection(client.getOrderStatus(QUESTION));
    await expect.poll(() => calls).toBe(2);
    clock.advance(3_000);
    expect(await asked).toMatchObject({ code: 'TLS_FAILED' });
    await callAfter(7_000);
    late.resolve({ ...first, ca: authority.ca });
    await clock.run(0);
    await callAfter(0);
    expect(names()).toEqual(['second', 'second']);
  });
});
