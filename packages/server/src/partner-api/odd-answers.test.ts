import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAuthority } from '../../test/local-partner/certificates.js';
import { rejection } from '../../test/local-partner/error-texts.js';
import { type LocalPartner, startLocalPartner } from '../../test/local-partner/local-partner.js';
import { scriptedFetch } from '../../test/local-partner/scripted-fetch.js';
import { createPartnerClient } from './create-partner-client.js';
import type { PartnerClient } from './partner-client.js';

const ORDER = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';
const QUESTION = { orderId: ORDER, userKey: '443731104' };

describe('an answer with odd fields, over mutual TLS,', () => {
  let partner: LocalPartner;
  let client: PartnerClient;
  let impatient: PartnerClient;
  beforeAll(async () => {
    const authority = await createAuthority();
    const server = await authority.issue({ name: 'partner', hosts: ['localhost'] });
    const tls = { ...(await authority.issue({ name: 'my-mini-app' })), ca: authority.ca };
    partner = await startLocalPartner({ server, clientCa: authority.ca });
    client = createPartnerClient({ tls, baseUrl: partner.origin });
    impatient = createPartnerClient({ tls, baseUrl: partner.origin, retries: 0, rateLimit: false });
  });
  afterAll(async () => {
    await Promise.all([client.close(), impatient.close()]);
    await partner[Symbol.asyncDispose]();
  });

  const asking = (envelope: unknown) => {
    partner.seen.length = 0;
    partner.react(() => ({ json: envelope }));
    return client.getOrderStatus(QUESTION);
  };
  const purchased = (fields: object) =>
    asking({
      resultType: 'SUCCESS',
      success: { orderId: ORDER, status: 'PURCHASED', reason: '', sku: 'gem', ...fields },
    });
  const failing = (fields: object) =>
    rejection(
      asking({
        resultType: 'FAIL',
        success: null,
        error: { errorType: 0, reason: '등록되지 않은 미니앱이에요.', title: null, data: {}, ...fields },
      }),
    );

  test.each([
    { statusDeterminedAt: 1_764_032_400_000 },
    { statusDeterminedAt: 'yesterday' },
    { statusDeterminedAt: { seconds: 1 } },
    { statusDeterminedAt: undefined, reason: undefined },
    { statusDeterminedAt: null, reason: null },
    { reason: 404, quantity: 2, sub: { deep: [null] } },
  ])('is still a purchase: %j', async (fields) => {
    const result = await purchased(fields);
    expect(result).toMatchObject({ status: 'PURCHASED', isGrantable: true, sku: 'gem' });
    expect(result.raw).toEqual(
      JSON.parse(JSON.stringify({ orderId: ORDER, status: 'PURCHASED', reason: '', sku: 'gem', ...fields })),
    );
  });

  test.each(['', '  ', '\u200b', null, 7, ['gem']])('names no product when its sku is %j', async (sku) => {
    const result = await purchased({ sku });
    expect(result).toMatchObject({ status: 'PURCHASED', isGrantable: true });
    expect(result.sku).toBeUndefined();
  });

  test.each(['4050', 4050, ' 4050 '])(
    'with the code %j is an error of the set-up, and is asked once',
    async (errorCode) => {
      const error = await failing({ errorCode });
      expect(error).toMatchObject({
        name: 'PartnerSetupError',
        code: 'MINIAPP_NOT_REGISTERED',
        errorCode: '4050',
        reason: '등록되지 않은 미니앱이에요.',
        retryable: false,
      });
      expect((error as Error).message).toContain('Register the mini-app');
      expect(partner.seen).toHaveLength(1);
    },
  );

  test.each([
    [{}, 1_000],
    [{ retryAfterSeconds: 250 }, 250_000],
    [{ retryAfterSeconds: ' 250 ' }, 250_000],
    [{ retryAfterSeconds: -3 }, 1_000],
    [{ retryAfterSeconds: 86_400 }, 300_000],
    [null, 1_000],
    ['soon', 1_000],
  ])('with the code 4095 is a rate limit, with %j read as %i ms', async (data, retryAfterMs) => {
    const error = { errorType: 0, errorCode: '4095', reason: null, title: null, data };
    partner.react(() => ({ json: { resultType: 'FAIL', success: null, error } }));
    expect(await rejection(impatient.getOrderStatus(QUESTION))).toMatchObject({
      code: 'RATE_LIMITED',
      limitedBy: 'platform',
      retryAfterMs,
      retryable: true,
    });
  });

  test('fails with its code in an HTTP error, too', async () => {
    partner.react(() => ({ httpStatus: 400, json: { resultType: 'FAIL', error: { errorCode: 4050 } } }));
    expect(await rejection(client.getOrderStatus(QUESTION))).toMatchObject({
      code: 'MINIAPP_NOT_REGISTERED',
    });
  });
});

describe('with any value in the fields that are not needed,', () => {
  const asking = (envelope: unknown) => {
    const { fetch } = scriptedFetch(() => new Response(JSON.stringify(envelope)));
    return createPartnerClient({ fetch, retries: 0 }).getOrderStatus(QUESTION);
  };
  // Records with any JSON in every field, or without the field.
  const odd = (...fields: readonly string[]) =>
    fc.record(Object.fromEntries(fields.map((field) => [field, fc.jsonValue()])), { requiredKeys: [] });
  const anyCase = (word: string) => fc.mixedCase(fc.constant(word));

  test('a purchase is a purchase of its product', async () => {
    const envelopes = odd('error', 'title', 'trace', '__proto__');
    const orders = odd('reason', 'statusDeterminedAt', 'quantity', '__proto__', 'known', 'isGrantable');
    await fc.assert(
      fc.asyncProperty(envelopes, orders, anyCase('SUCCESS'), async (envelope, order, resultType) => {
        const result = await asking({
          ...envelope,
          resultType,
          success: { ...order, orderId: ORDER, status: 'PURCHASED', sku: 'gem' },
        });
        expect(result).toMatchObject({ status: 'PURCHASED', known: true, isGrantable: true, sku: 'gem' });
      }),
      { numRuns: 200 },
    );
  });

  test('an order without a product stays without a product', async () => {
    const orders = odd('reason', 'statusDeterminedAt', '__proto__');
    const noSku = fc.oneof(
      fc.constant(undefined),
      fc.stringMatching(/^\s*$/),
      fc.jsonValue().filter((value) => typeof value !== 'string'),
    );
    await fc.assert(
      fc.asyncProperty(orders, noSku, async (order, sku) => {
        const success = { ...order, orderId: ORDER, status: 'PURCHASED', sku };
        const result = await asking({ resultType: 'SUCCESS', success });
        expect(result.sku).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  test('a failure keeps its code, and its code decides whether it is asked again', async () => {
    const envelopes = odd('success', 'title', 'trace');
    const errors = odd('errorType', 'reason', 'title', 'data', '__proto__');
    const codes = fc.constantFrom(4050, '4050', 4095, '4095', '4001', 'E1');
    await fc.assert(
      fc.asyncProperty(
        envelopes,
        errors,
        codes,
        anyCase('FAIL'),
        async (envelope, error, errorCode, resultType) => {
          const thrown = await rejection(asking({ ...envelope, resultType, error: { ...error, errorCode } }));
          const expected: Record<string, object> = {
            4050: { code: 'MINIAPP_NOT_REGISTERED', errorCode: '4050', retryable: false },
            4095: { code: 'RATE_LIMITED', retryable: true },
            4001: { code: 'RESULT_NOT_SUCCESS', errorCode: '4001', resultType: 'FAIL', retryable: false },
            E1: { code: 'RESULT_NOT_SUCCESS', errorCode: 'E1', resultType: 'FAIL', retryable: false },
          };
          expect(thrown).toMatchObject(expected[errorCode] ?? {});
        },
      ),
      { numRuns: 200 },
    );
  });

  test('an unknown status is kept as it came', async () => {
    expect(
      await asking({ resultType: 'SUCCESS', success: { orderId: ORDER, status: 'Half_Refunded' } }),
    ).toMatchObject({ status: 'Half_Refunded', known: false, isGrantable: false });
    expect(await rejection(asking({ resultType: 'Try_Later', error: 'no' }))).toMatchObject({
      resultType: 'Try_Later',
      retryable: true,
    });
  });
});
