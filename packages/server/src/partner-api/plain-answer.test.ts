import { orderStatusAnswerSchema, partnerEnvelopeSchema } from '@ait-iap/protocol';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainAnswer } from './plain-answer.js';

const ORDER = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';
const SUCCESS = {
  orderId: ORDER,
  sku: 'sku.one',
  status: 'PURCHASED',
  reason: '구매가 완료되었어요.',
  statusDeterminedAt: '2025-09-22T09:00:00',
};

function bySchema(json: unknown): unknown {
  const envelope = partnerEnvelopeSchema.safeParse(json);
  if (!envelope.success || envelope.data.resultType !== 'SUCCESS') return undefined;
  return orderStatusAnswerSchema.safeParse(envelope.data.success).data;
}

/** Almost a documented answer, as parsed from JSON. */
const nearly = fc
  .record(
    {
      resultType: fc.oneof(
        { weight: 5, arbitrary: fc.constant('SUCCESS') },
        fc.constantFrom('success', 'FAIL', ' SUCCESS', null, 1),
      ),
      success: fc.oneof(
        {
          weight: 9,
          arbitrary: fc.record(
            {
              orderId: fc.oneof({ weight: 5, arbitrary: fc.constant(ORDER) }, fc.jsonValue()),
              status: fc.oneof({ weight: 5, arbitrary: fc.constant('PURCHASED') }, fc.jsonValue()),
              sku: fc.oneof({ weight: 3, arbitrary: fc.string() }, fc.jsonValue()),
              reason: fc.oneof({ weight: 3, arbitrary: fc.string() }, fc.jsonValue()),
              statusDeterminedAt: fc.oneof({ weight: 3, arbitrary: fc.string() }, fc.jsonValue()),
              later: fc.jsonValue(),
            },
            { requiredKeys: ['orderId', 'status'] },
          ),
        },
        fc.jsonValue(),
      ),
      error: fc.jsonValue(),
    },
    { requiredKeys: ['resultType', 'success'] },
  )
  .map((value) => JSON.parse(JSON.stringify(value)) as unknown);

describe('an answer in the documented form', () => {
  test('is read without the schemas', () => {
    for (const success of [SUCCESS, { orderId: ORDER, status: 'NOT_FOUND' }, { ...SUCCESS, reason: null }])
      expect(plainAnswer({ resultType: 'SUCCESS', success })).toBe(success);
  });

  test('is read exactly as the schemas read it, whenever the fast way applies', () => {
    let plain = 0;
    fc.assert(
      fc.property(fc.oneof(nearly, fc.jsonValue()), (json) => {
        const answer = plainAnswer(json);
        if (answer === undefined) return;
        plain += 1;
        expect(answer).toEqual(bySchema(json));
      }),
      { numRuns: 2_000 },
    );
    expect(plain).toBeGreaterThan(100);
  });

  test('is left to the schemas if it has a field that would change a prototype', () => {
    const text = JSON.stringify({ resultType: 'SUCCESS', success: { ...SUCCESS, later: 1 } });
    const json: unknown = JSON.parse(text.replace('"later":1', '"__proto__":{"status":"REFUNDED"}'));
    expect(plainAnswer(json)).toBeUndefined();
    expect(bySchema(json)).toEqual(SUCCESS);
  });
});
