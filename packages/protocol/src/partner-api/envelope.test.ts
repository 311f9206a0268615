import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPartnerSuccess, type PartnerFailure, partnerEnvelopeSchema } from './envelope.js';
import { RESULT_TYPES } from './result-type.js';

const failures = RESULT_TYPES.filter((type) => type !== 'SUCCESS');

describe('the envelope of the partner API', () => {
  it('of a success holds it unchanged', () => {
    const envelope = { resultType: 'SUCCESS', success: { orderId: 'a', extra: [1] }, trace: 't' };
    const parsed = partnerEnvelopeSchema.parse(envelope);
    expect(parsed).toEqual(envelope);
    expect(isPartnerSuccess(parsed)).toBe(true);
  });

  it.each([...failures, 'SOMETHING_NEW', 'something_new', ''])(
    'of the result type %j is a failure',
    (resultType) => {
      const error = { errorCode: '4000', reason: '…', errorType: 'E', title: null, data: { a: 1 }, extra: 1 };
      const envelope = { resultType, error };
      const parsed = partnerEnvelopeSchema.parse(envelope);
      expect(parsed).toEqual(envelope);
      expect(isPartnerSuccess(parsed)).toBe(false);
    },
  );

  it.each([{ resultType: 'HTTP_TIMEOUT' }, { resultType: 'FAIL', error: null, success: null }])(
    'of a failure may come without an error: %j',
    (envelope) => {
      expect(partnerEnvelopeSchema.parse(envelope)).toEqual(envelope);
    },
  );

  it.each([
    ['success', 'SUCCESS'],
    [' Success ', 'SUCCESS'],
    ['fail', 'FAIL'],
    ['Http_Timeout', 'HTTP_TIMEOUT'],
  ])('reads the known word %j in any case as %s', (resultType, known) => {
    expect(partnerEnvelopeSchema.parse({ resultType, success: {} }).resultType).toBe(known);
  });

  it('of a failure stays a failure even if it holds a success object', () => {
    const parsed = partnerEnvelopeSchema.parse({ resultType: 'FAIL', success: { status: 'PURCHASED' } });
    expect(isPartnerSuccess(parsed)).toBe(false);
  });

  it('reads an error code that came as a number as its digits', () => {
    const parsed = partnerEnvelopeSchema.parse({ resultType: 'FAIL', error: { errorCode: 4095 } });
    expect(parsed).toMatchObject({ error: { errorCode: '4095' } });
  });

  it('keeps its code, whatever is in the fields that are not needed', () => {
    const junk = fc.jsonValue();
    fc.assert(
      fc.property(
        fc.record({ reason: junk, errorType: junk, title: junk, data: junk }),
        junk,
        (odd, success) => {
          const parsed = partnerEnvelopeSchema.parse({
            resultType: 'FAIL',
            success,
            error: { errorCode: '4050', ...odd },
          });
          expect(parsed).toMatchObject({ resultType: 'FAIL', error: { errorCode: '4050' } });
        },
      ),
    );
  });

  it.each(['no', 3, [], {}, { errorCode: null }, { errorCode: { code: 1 } }, { errorCode: ' ' }])(
    'of a failure whose error is %j is a failure without a code',
    (error) => {
      const parsed = partnerEnvelopeSchema.parse({ resultType: 'FAIL', error });
      expect(isPartnerSuccess(parsed)).toBe(false);
      expect((parsed as PartnerFailure).error?.errorCode).toBeUndefined();
    },
  );

  it.each([
    undefined,
    null,
    'SUCCESS',
    [],
    {},
    { success: {} },
    { resultType: null },
    { resultType: 'SUCCESS' },
    { resultType: 'SUCCESS', success: null },
    { resultType: 'SUCCESS', success: 'yes' },
    { resultType: 'SUCCESS', error: { errorCode: '1' } },
    { resultType: 7, error: {} },
    { resultType: 'success' },
  ])('is refused when it is %j', (value) => {
    expect(partnerEnvelopeSchema.safeParse(value).success).toBe(false);
  });
});
