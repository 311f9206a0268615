import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everyText, rejection } from '../../test/local-partner/error-texts.js';
import { failOf, scriptedFetch, successOf } from '../../test/local-partner/scripted-fetch.js';
import { isIapServerError } from '../errors/iap-server-error.js';
import { createPartnerClient } from './create-partner-client.js';

const ORDER = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';
const OTHER = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c1';
const USER = '4437311040';

function asking(answer: () => Response) {
  const { fetch } = scriptedFetch(answer);
  const partner = createPartnerClient({ fetch, retries: 0 });
  return partner.getOrderStatus({ orderId: ORDER, userKey: USER });
}

const text =
  (body: string, status = 200) =>
  () =>
    new Response(body, { status });
const json =
  (body: unknown, status = 200) =>
  () =>
    Response.json(body, { status });
const order = (fields: object) => json({ resultType: 'SUCCESS', success: { orderId: ORDER, ...fields } });

describe('an invalid answer is refused', () => {
  const cases: readonly [string, () => Response, object][] = [
    ['an HTML page of a proxy', text('<html>login</html>'), { problem: 'not_json' }],
    ['nothing', text(''), { problem: 'not_json' }],
    ['JSON that was cut short', text('{"resultType":"SUCC'), { problem: 'not_json' }],
    ['JSON that is no object', json([1]), { problem: 'not_envelope' }],
    ['null', json(null), { problem: 'not_envelope' }],
    ['an object without a result type', json({ success: {} }), { problem: 'not_envelope' }],
    ['SUCCESS without an order', json({ resultType: 'SUCCESS' }), { problem: 'not_envelope' }],
    ['an order without a status', order({}), { problem: 'not_order_status', field: 'success.status' }],
    ['an order with a status that is a number', order({ status: 1 }), { field: 'success.status' }],
    ['the order of another user', () => successOf(OTHER), { problem: 'other_order' }],
    ['an order id that is not a UUID', () => successOf('42'), { problem: 'other_order' }],
  ];
  test.each(cases)('%s', async (_, answer, expected) => {
    const error = await rejection(asking(answer));
    expect(error).toMatchObject({ name: 'PartnerAnswerError', code: 'ANSWER_UNUSABLE', ...expected });
    expect((error as Error).message).toMatch(/^Failed to read the answer of the partner API: /);
  });

  test('any answer leads to a result for the order or an error of this package', async () => {
    const statuses = fc.constantFrom('PURCHASED', 'REFUNDED', 'SOMETHING_NEW');
    const near = fc.record(
      {
        resultType: fc.constantFrom('SUCCESS', 'FAIL', 'NEW_TYPE'),
        success: fc.oneof(
          fc.jsonValue(),
          fc.record({ orderId: fc.constantFrom(ORDER, OTHER), status: statuses }),
        ),
        error: fc.oneof(fc.jsonValue(), fc.record({ errorCode: fc.string(), data: fc.jsonValue() })),
      },
      { requiredKeys: [] },
    );
    const bodies = fc.oneof(
      fc.string(),
      near.map((value) => JSON.stringify(value)),
      fc.json(),
    );
    await fc.assert(
      fc.asyncProperty(bodies, fc.constantFrom(200, 400, 403, 500, 503), async (body, status) => {
        const outcome = await asking(text(body, status)).catch((error: unknown) => error);
        if (isIapServerError(outcome)) return;
        expect(outcome).toMatchObject({ orderId: ORDER });
        expect(status).toBe(200);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a failure has a code and says whether to ask again', () => {
  test.each(['HTTP_TIMEOUT', 'NETWORK_ERROR', 'EXECUTION_FAIL', 'INTERRUPTED', 'INTERNAL_ERROR', 'NEW_TYPE'])(
    'the result type %s is temporary',
    async (resultType) => {
      const error = await rejection(asking(() => failOf('E1', {}, resultType)));
      expect(error).toMatchObject({
        name: 'PartnerResultError',
        code: 'RESULT_NOT_SUCCESS',
        resultType,
        errorCode: 'E1',
        retryable: true,
      });
    },
  );

  test('the result type FAIL is permanent', async () => {
    const error = await rejection(asking(() => failOf('4001')));
    expect(error).toMatchObject({
      resultType: 'FAIL',
      errorCode: '4001',
      reason: '실패했어요.',
      retryable: false,
    });
  });

  test('a result type without an error object is still reported', async () => {
    const error = await rejection(asking(json({ resultType: 'HTTP_TIMEOUT', error: null })));
    expect(error).toMatchObject({ resultType: 'HTTP_TIMEOUT', errorCode: undefined });
  });

  test.each([
    [4095, { retryAfterSeconds: 7 }, 7_000],
    ['4095', { retryAfterSeconds: '2' }, 2_000],
    ['4095', undefined, 1_000],
  ])('4095 as %j with %j is a rate limit', async (errorCode, data, retryAfterMs) => {
    const error = await rejection(asking(() => failOf(errorCode as string, { data })));
    expect(error).toMatchObject({
      name: 'PartnerRateLimitError',
      code: 'RATE_LIMITED',
      limitedBy: 'platform',
      retryAfterMs,
      retryable: true,
    });
  });

  test.each([
    [400, false],
    [401, false],
    [403, false],
    [404, false],
    [408, true],
    [429, true],
    [500, true],
    [503, true],
  ])('HTTP %i is retryable: %s', async (status, retryable) => {
    const error = await rejection(asking(text('oops', status)));
    expect(error).toMatchObject({
      name: 'PartnerHttpError',
      code: 'HTTP_ERROR',
      httpStatus: status,
      retryable,
    });
  });

  test('an order in an answer with HTTP 500 is not trusted', async () => {
    const error = await rejection(asking(json({ resultType: 'SUCCESS', success: { orderId: ORDER } }, 500)));
    expect(error).toMatchObject({ httpStatus: 500 });
  });

  test('an HTTP 400 with an envelope keeps the platform’s code and reason', async () => {
    const body = { resultType: 'FAIL', error: { errorCode: 'BAD_FIELD', reason: 'orderId' } };
    const error = await rejection(asking(json(body, 400)));
    expect(error).toMatchObject({ httpStatus: 400, errorCode: 'BAD_FIELD' });
    expect((error as Error).message).toContain('BAD_FIELD: orderId');
  });
});

describe('the text of an error', () => {
  test('a reason that holds the user key is shown without it', async () => {
    const error = await rejection(asking(() => failOf(`E-${USER}`, { reason: `user ${USER} is unknown` })));
    expect(everyText(error)).not.toContain(USER);
    expect((error as Error).message).toContain('user 44…(10) is unknown');
  });

  test('a result type that holds the user key is shown without it', async () => {
    const error = await rejection(asking(() => failOf('1', {}, `NEW_${USER}`)));
    expect(everyText(error)).not.toContain(USER);
  });

  test('an answer that cannot be used is not repeated at all', async () => {
    const error = await rejection(asking(text(`{"secret":"${USER} hush hush"`)));
    expect(everyText(error)).not.toMatch(/hush/);
  });

  test('an error of fetch is kept as the cause, without user key and private keys', async () => {
    const { fetch } = scriptedFetch((request) => {
      const key = '-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49\n-----END PRIVATE KEY-----';
      const inner = Object.assign(new Error(`with ${key}`), { code: 'ECONNRESET', request });
      throw Object.assign(new TypeError(`failed for ${USER}`, { cause: inner }), {
        headers: request.headers,
      });
    });
    const partner = createPartnerClient({ fetch, retries: 0 });
    const error = await rejection(partner.getOrderStatus({ orderId: ORDER, userKey: USER }));
    expect(error).toMatchObject({ code: 'TRANSPORT_FAILED', systemCode: 'ECONNRESET' });
    const shown = everyText(error);
    expect(shown).not.toContain(USER);
    expect(shown).not.toContain('MIGHAgEAMBMGByqGSM49');
    expect(shown).toContain('[PEM]');
    expect(shown).toContain('failed for 44…(10)');
  });
});
