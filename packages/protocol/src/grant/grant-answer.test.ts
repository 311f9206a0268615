import { describe, expect, it } from 'vitest';
import { grantAnswerSchema } from './grant-answer.js';
import { GRANT_OUTCOMES, isGrantConfirmed } from './grant-outcome.js';

const orderId = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';

describe('the answer to a grant request', () => {
  it.each([...GRANT_OUTCOMES, 'SOMETHING_NEW'])('keeps the outcome %s and unknown fields', (outcome) => {
    const answer = { orderId, outcome, reason: 'REFUNDED', ledgerId: 3 };
    expect(grantAnswerSchema.parse(answer)).toEqual(answer);
  });

  it('confirms only an order that was granted, now or before', () => {
    expect(GRANT_OUTCOMES.filter((outcome) => isGrantConfirmed({ outcome }))).toEqual([
      'granted',
      'already_granted',
    ]);
  });

  it.each(['', 'GRANTED', 'granted ', 'partially_granted'])('confirms nothing for the word %j', (outcome) => {
    expect(isGrantConfirmed({ outcome })).toBe(false);
  });

  it.each([
    undefined,
    null,
    {},
    { orderId },
    { outcome: 'granted' },
    { orderId: 'x', outcome: 'granted' },
    { orderId, outcome: true },
    { orderId, outcome: '' },
  ])('is refused when it is %j', (value) => {
    expect(grantAnswerSchema.safeParse(value).success).toBe(false);
  });
});
