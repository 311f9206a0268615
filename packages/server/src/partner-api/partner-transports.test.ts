import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Authority,
  createAuthority,
  type IssuedCertificate,
} from '../../test/local-partner/certificates.js';
import { rejection } from '../../test/local-partner/error-texts.js';
import { type LocalPartner, startLocalPartner, success } from '../../test/local-partner/local-partner.js';
import type { PartnerTimeoutError } from '../errors/partner-timeout-error.js';
import { ANY_USER } from './any-user.js';
import { createPartnerClient } from './create-partner-client.js';
import type { PartnerClient } from './partner-client.js';
import type { PartnerClientSettings } from './partner-client-options.js';

const ORDER = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';
const USER = '443731104';

let authority: Authority;
let server: IssuedCertificate;
let client: IssuedCertificate;

beforeAll(async () => {
  authority = await createAuthority();
  server = await authority.issue({ name: 'partner', hosts: ['localhost', '127.0.0.1'] });
  client = await authority.issue({ name: 'mini-app-7' });
});

interface Way {
  readonly name: string;
  readonly http2: boolean;
  open(partner: LocalPartner, settings: PartnerClientSettings): PartnerClient;
}

/** The runtime's own fetch, bound to the client certificate as other runtimes bind theirs. */
let boundFetch: typeof globalThis.fetch;
let closeFetch: () => Promise<void>;

beforeAll(async () => {
  const { Agent, fetch } = await import('undici');
  const dispatcher = new Agent({ connect: { ...client, ca: authority.ca } });
  boundFetch = ((input: Request) =>
    fetch(input.url, {
      method: input.method,
      headers: [...input.headers],
      body: input.body as never,
      duplex: 'half',
      redirect: input.redirect,
      signal: input.signal,
      dispatcher,
    })) as never;
  closeFetch = () => dispatcher.destroy();
});

afterAll(() => closeFetch());

const overTls: Way['open'] = ({ origin }, settings) =>
  createPartnerClient({ tls: { ...client, ca: authority.ca }, baseUrl: origin, retries: 0, ...settings });

const ways: readonly Way[] = [
  { name: 'undici over HTTP/1.1', http2: false, open: overTls },
  { name: 'undici over HTTP/2', http2: true, open: overTls },
  {
    name: 'ky over a given fetch',
    http2: false,
    open: ({ origin }, settings) =>
      createPartnerClient({ fetch: boundFetch, baseUrl: origin, retries: 0, ...settings }),
  },
];

describe.each(ways)('$name', ({ http2, open }) => {
  let partner: LocalPartner;
  let opened: PartnerClient | undefined;

  beforeAll(async () => {
    partner = await startLocalPartner({ server, clientCa: authority.ca, http2 });
  });
  afterAll(() => partner[Symbol.asyncDispose]());

  async function withClient<Result>(
    run: (client: PartnerClient) => Promise<Result>,
    settings: PartnerClientSettings = {},
  ): Promise<Result> {
    opened = open(partner, settings);
    try {
      return await run(opened);
    } finally {
      await opened.close();
    }
  }

  test('asks for the order of a user and gives the status of the platform', async () => {
    partner.react(({ body }) =>
      success(JSON.parse(body).orderId, { statusDeterminedAt: '2025-09-22T09:00:00' }),
    );
    const result = await withClient((partnerClient) =>
      partnerClient.getOrderStatus({ orderId: ORDER, userKey: USER }),
    );
    expect(result).toMatchObject({
      orderId: ORDER,
      status: 'PURCHASED',
      known: true,
      isGrantable: true,
      isFinal: false,
      sku: 'sku.one',
      statusDeterminedAt: { text: '2025-09-22T09:00:00', instant: new Date('2025-09-22T00:00:00Z') },
    });
    const seen = partner.seen.at(-1);
    expect(seen).toMatchObject({
      method: 'POST',
      path: '/api-partner/v1/apps-in-toss/order/get-order-status',
      httpVersion: http2 ? '2.0' : '1.1',
      clientName: 'mini-app-7',
      body: JSON.stringify({ orderId: ORDER }),
    });
    expect(seen?.headers).toMatchObject({ 'x-toss-user-key': USER, 'content-type': 'application/json' });
  });

  test('leaves the user key out only when the caller asks for any user explicitly', async () => {
    partner.react(({ body }) => success(JSON.parse(body).orderId));
    await withClient((partnerClient) => partnerClient.getOrderStatus({ orderId: ORDER, userKey: ANY_USER }));
    expect(partner.seen.at(-1)?.headers).not.toHaveProperty('x-toss-user-key');
  });

  test('sends the order id in the given spelling and accepts the answer in another one', async () => {
    partner.react(() => success(ORDER));
    const upper = ORDER.toUpperCase();
    const result = await withClient((partnerClient) =>
      partnerClient.getOrderStatus({ orderId: upper, userKey: USER }),
    );
    expect(partner.seen.at(-1)?.body).toBe(JSON.stringify({ orderId: upper }));
    expect(result.orderId).toBe(ORDER);
  });

  test('ends an attempt that hangs at its time limit', async () => {
    partner.react(() => 'hang');
    const asking = withClient(
      (partnerClient) => partnerClient.getOrderStatus({ orderId: ORDER, userKey: USER }),
      { attemptTimeoutMs: 60 },
    );
    const error = await rejection(asking);
    expect(error).toMatchObject({ code: 'TIMED_OUT', retryable: true });
    expect((error as PartnerTimeoutError).afterMs).toBeLessThanOrEqual(60);
  });

  test.each(['cut', 'cut in the body'] as const)(
    'reports a connection that is %s as a transport failure',
    async (reaction) => {
      const before = partner.seen.length;
      partner.react(({ body }, index) => (index === before ? success(JSON.parse(body).orderId) : reaction));
      const asking = withClient(async (partnerClient) => {
        await partnerClient.getOrderStatus({ orderId: ORDER, userKey: USER });
        return partnerClient.getOrderStatus({ orderId: ORDER, userKey: USER });
      });
      await expect(asking).rejects.toMatchObject({ code: 'TRANSPORT_FAILED', retryable: true });
    },
  );

  test('tries a cut connection again and gives the answer, also when it was the first', async () => {
    const before = partner.seen.length;
    partner.react(({ body }, index) => (index === before ? 'cut' : success(JSON.parse(body).orderId)));
    const result = await withClient(
      (partnerClient) => partnerClient.getOrderStatus({ orderId: ORDER, userKey: USER }),
      { retries: 3, random: () => 0 },
    );
    expect(result.status).toBe('PURCHASED');
    expect(partner.seen.length - before).toBe(2);
  });

  test('rejects with the reason of the aborted signal', async () => {
    partner.react(() => 'hang');
    const controller = new AbortController();
    const reason = new Error('the user left');
    const asking = withClient(async (partnerClient) => {
      const call = partnerClient.getOrderStatus({ orderId: ORDER, userKey: USER, signal: controller.signal });
      controller.abort(reason);
      return call;
    });
    await expect(asking).rejects.toMatchObject({ code: 'ABORTED', cause: reason });
  });

  test('gives up on an answer that stops in the middle', async () => {
    partner.react(() => 'hang in the body');
    const asking = withClient(
      (partnerClient) => partnerClient.getOrderStatus({ orderId: ORDER, userKey: USER }),
      { attemptTimeoutMs: 60 },
    );
    await expect(asking).rejects.toMatchObject({ code: 'TIMED_OUT', retryable: true });
  });

  test('gives up on an answer that is longer than any', async () => {
    partner.react(() => ({ pieces: Array.from({ length: 40 }, () => Buffer.alloc(1 << 16, ' ')) }));
    const error = await withClient((partnerClient) =>
      rejection(partnerClient.getOrderStatus({ orderId: ORDER, userKey: USER })),
    );
    expect(error).toMatchObject({ code: 'TRANSPORT_FAILED', retryable: true });
  });

  test('reads an answer in pieces that are cut inside a letter, with a byte order mark before it', async () => {
    partner.react(() => {
      const { json } = success(ORDER) as { json: unknown };
      const body = Buffer.from(`\ufeff${JSON.stringify(json)}`);
      return { pieces: Array.from({ length: body.length }, (_, index) => body.subarray(index, index + 1)) };
    });
    const result = await withClient((partnerClient) =>
      partnerClient.getOrderStatus({ orderId: ORDER, userKey: USER }),
    );
    expect(result).toMatchObject({ status: 'PURCHASED', reason: '구매가 완료되었어요.' });
  });

  test('reads how long a gateway asks it to wait', async () => {
    for (const httpStatus of [429, 503]) {
      partner.react(() => ({ httpStatus, text: '<html>busy</html>', headers: { 'retry-after': '12' } }));
      const failure = await rejection(
        withClient((partnerClient) => partnerClient.getOrderStatus({ orderId: ORDER, userKey: USER })),
      );
      expect(failure).toMatchObject({ code: 'HTTP_ERROR', httpStatus, retryAfterMs: 12_000 });
    }
  });

  test('does not follow a redirect, which would carry the user key elsewhere', async () => {
    const before = partner.seen.length;
    partner.react(() => ({
      httpStatus: 307,
      text: '',
      headers: { location: `${partner.origin}/elsewhere` },
    }));
    const asking = withClient((partnerClient) =>
      partnerClient.getOrderStatus({ orderId: ORDER, userKey: USER }),
    );
    await expect(asking).rejects.toMatchObject({ code: 'HTTP_ERROR', httpStatus: 307, retryable: false });
    expect(partner.seen.length - before).toBe(1);
  });

  test('reports a closed port as a transport failure', async () => {
    const gone = await startLocalPartner({ server, clientCa: authority.ca });
    await gone[Symbol.asyncDispose]();
    const nobody = { ...partner, origin: gone.origin.replace('localhost', '127.0.0.1') };
    const partnerClient = open(nobody, {});
    const asking = partnerClient.getOrderStatus({ orderId: ORDER, userKey: USER });
    await expect(asking).rejects.toMatchObject({ code: 'TRANSPORT_FAILED', systemCode: 'ECONNREFUSED' });
    await partnerClient.close();
  });

  test('ends the running calls when the client is closed, and accepts no more', async () => {
    partner.react(() => 'hang');
    const partnerClient = open(partner, {});
    const seen = partner.seen.length;
    const asking = partnerClient.getOrderStatus({ orderId: ORDER, userKey: USER });
    const failing = expect(asking).rejects.toMatchObject({ code: 'CLOSED', retryable: false });
    await expect.poll(() => partner.seen.length).toBe(seen + 1);
    await partnerClient.close();
    await failing;
    const again = partnerClient.getOrderStatus({ orderId: ORDER, userKey: USER });
    await expect(again).rejects.toMatchObject({ code: 'CLOSED' });
  });
});
