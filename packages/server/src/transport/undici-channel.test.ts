import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Authority,
  createAuthority,
  type IssuedCertificate,
} from '../../test/local-partner/certificates.js';
import { startLocalPartner, success } from '../../test/local-partner/local-partner.js';
import { StopSignal } from '../clock/stop-signal.js';
import { checkCertificate } from './checked-certificate.js';
import { UndiciChannel } from './undici-channel.js';

const BODY = JSON.stringify({ orderId: '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0' });
const MEGABYTE = 1 << 20;

let authority: Authority;
let server: IssuedCertificate;
let client: IssuedCertificate;

beforeAll(async () => {
  authority = await createAuthority();
  server = await authority.issue({ name: 'partner', hosts: ['localhost'] });
  client = await authority.issue({ name: 'mini-app-7' });
});

describe.each([
  { name: 'HTTP/1.1', http2: false },
  { name: 'HTTP/2', http2: true },
])('a channel over $name', ({ http2 }) => {
  let partner: Awaited<ReturnType<typeof startLocalPartner>>;
  let channel: UndiciChannel;

  beforeAll(async () => {
    partner = await startLocalPartner({ server, clientCa: authority.ca, http2 });
    const certificate = checkCertificate({ ...client, ca: authority.ca }, 'tls');
    channel = new UndiciChannel(partner.origin, certificate, { connections: 1 });
  });
  afterAll(async () => {
    await channel.destroy();
    await partner[Symbol.asyncDispose]();
  });

  const send = (signal = new StopSignal()) => channel.send({ userKey: 'user', body: BODY, signal });

  test('accepts an answer of a megabyte and stops a longer one', async () => {
    partner.react(() => ({ text: 'a'.repeat(MEGABYTE) }));
    const { text } = await send();
    expect(text).toHaveLength(MEGABYTE);
    partner.react(() => ({ text: 'a'.repeat(MEGABYTE + 1) }));
    await expect(send()).rejects.toMatchObject({ code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' });
  });

  test('rejects with the reason of the abort, and goes on with the next call', async () => {
    const before = partner.seen.length;
    partner.react((_, index) => (index === before ? 'hang in the body' : success('an order')));
    const stop = new StopSignal();
    const asking = send(stop);
    await expect.poll(() => partner.seen.length).toBe(before + 1);
    const reason = new Error('the user left');
    stop.stop(reason);
    await expect(asking).rejects.toBe(reason);
    await expect(send()).resolves.toMatchObject({ httpStatus: 200 });
  });

  // HTTP/2 has no turns.
  test.skipIf(http2)('does not send a call that was aborted before its turn', async () => {
    const before = partner.seen.length;
    partner.react((_, index) => (index === before ? 'hang' : success('an order')));
    const [first, second] = [new StopSignal(), new StopSignal()];
    const asking = Promise.allSettled([send(first), send(second)]);
    second.stop('the second user left');
    await expect.poll(() => partner.seen.length).toBe(before + 1);
    first.stop('the first user left');
    expect(await asking).toMatchObject([
      { reason: 'the first user left' },
      { reason: 'the second user left' },
    ]);
    await expect(send()).resolves.toMatchObject({ httpStatus: 200 });
    expect(partner.seen.length).toBe(before + 2);
  });
});
