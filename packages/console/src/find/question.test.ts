import { describe, expect, it } from 'vitest';
import { readQuestion } from './question.js';

const ORDER_ID = '01a2159b-cf73-7000-8000-146e0124c09d';

describe('what somebody pastes', () => {
  it('is an order if there is an order id anywhere in it', () => {
    const order = { kind: 'order', orderId: ORDER_ID };
    expect(readQuestion(ORDER_ID)).toEqual(order);
    expect(readQuestion(`WARN grant failed {"orderId":"${ORDER_ID.toUpperCase()}"}`)).toEqual(order);
  });

  it.each([
    '2026.11.26 13:00',
    '2026-11-26 13:00:00',
    '2026. 11. 26. 13:00',
    '2026-11-26T04:00:00Z',
    '1795665600000',
  ])('is a time in Korea, or one with its zone: %s', (text) => {
    expect(readQuestion(text)).toEqual({ kind: 'time', at: Date.parse('2026-11-26T13:00:00+09:00') });
  });

  it('is a user otherwise, also one whose key is a number', () => {
    expect(readQuestion(' 443731104 ')).toEqual({ kind: 'user', userKey: '443731104' });
  });

  it('may be nothing yet', () => {
    expect(readQuestion('  ')).toEqual({ kind: 'nothing' });
  });
});
