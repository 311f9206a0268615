import { describe, expect, it } from 'vitest';
import { readQuestion } from './question.js';

const ORDER_ID = '01a2159b-cf73-7000-8000-146e0124c09d';

describe('a pasted text', () => {
  it('is read as an order if it contains an order id anywhere', () => {
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
  ])('is read as a time in Korea, or in its own zone: %s', (text) => {
    expect(readQuestion(text)).toEqual({ kind: 'time', at: Date.parse('2026-11-26T13:00:00+09:00') });
  });

  it('is read as a user otherwise, also when the key is a number', () => {
    expect(readQuestion(' 443731104 ')).toEqual({ kind: 'user', userKey: '443731104' });
  });

  it('may be empty', () => {
    expect(readQuestion('  ')).toEqual({ kind: 'nothing' });
  });
});
