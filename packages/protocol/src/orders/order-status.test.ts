import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  isFinal,
  isGrantable,
  isKnownOrderStatus,
  type KnownOrderStatus,
  ORDER_STATUSES,
  type OrderStatus,
} from './order-status.js';

const unknownWords = ['', 'purchased', 'PURCHASED ', 'SETTLED', 'toString', '__proto__'];

describe('an order status', () => {
  it('is one of the seven of the source documents or PAYMENT_COMPLETED', () => {
    expect([...ORDER_STATUSES].sort()).toEqual([
      'ERROR',
      'FAILED',
      'MINIAPP_MISMATCH',
      'NOT_FOUND',
      'ORDER_IN_PROGRESS',
      'PAYMENT_COMPLETED',
      'PURCHASED',
      'REFUNDED',
    ]);
    expect(ORDER_STATUSES.every(isKnownOrderStatus)).toBe(true);
  });

  it('may be granted only when it is paid and not refunded', () => {
    expect(ORDER_STATUSES.filter(isGrantable)).toEqual(['PAYMENT_COMPLETED', 'PURCHASED']);
  });

  it('is final when it failed, was refunded or belongs elsewhere; a purchase may still be refunded', () => {
    expect(ORDER_STATUSES.filter(isFinal)).toEqual(['FAILED', 'REFUNDED', 'MINIAPP_MISMATCH']);
  });

  it.each(unknownWords)('that is unknown (%j) is neither known, nor granted, nor final', (word) => {
    expect(isKnownOrderStatus(word)).toBe(false);
    expect(isGrantable(word)).toBe(false);
    expect(isFinal(word)).toBe(false);
  });

  it('has an open type whose known part is the list', () => {
    expectTypeOf<string>().toExtend<OrderStatus>();
    expectTypeOf<KnownOrderStatus>().toEqualTypeOf<(typeof ORDER_STATUSES)[number]>();
    expectTypeOf<string>().not.toExtend<KnownOrderStatus>();
  });
});
