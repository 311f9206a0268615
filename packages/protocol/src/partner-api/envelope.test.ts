import { describe, expect, it } from 'vitest';
import { isPartnerSuccess, partnerEnvelopeSchema } from './envelope.js';
import { RESULT_TYPES } from './result-type.js';

const failures = RESULT_TYPES.filter((type) => type !== 'SUCCESS');

describe('the envelope of the partner API', () => {
  it('of a success carries it as it is', () => {
    const envelope = { resultType: 'SUCCESS', success: { orderId: 'a', extra: [1] }, trace: 't' };
    const parsed = partnerEnvelopeSchema.parse(envelope);
    expect(parsed).toEqual(envelope);
    expect(isPartnerSuccess(parsed)).toBe(true);
  });

  it.each([...failures, 'SOMETHING_NEW', 'success', ''])(
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

  it('of a failure is no success because it carries a success object', () => {
    const parsed = partnerEnvelopeSchema.parse({ resultType: 'FAIL', success: { status: 'PURCHASED' } });
    expect(isPartnerSuccess(parsed)).toBe(false);
  });

  it('reads an error code that came as a number as its digits', () => {
    const parsed = partnerEnvelopeSchema.parse({ resultType: 'FAIL', error: { errorCode: 4095 } });
    expect(parsed).toMatchObject({ error: { errorCode: '4095' } });
  });

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
    { resultType: 'FAIL', error: 'no' },
    { resultType: 'FAIL', error: {} },
  ])('is none when it is %j', (value) => {
    expect(partnerEnvelopeSchema.safeParse(value).success).toBe(false);
  });
});
