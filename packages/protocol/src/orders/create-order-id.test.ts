import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOrderId } from './create-order-id.js';
import { InvalidOrderIdError } from './invalid-order-id-error.js';
import { isUuidV7, orderCreatedAt, toOrderId } from './order-id.js';

const msecs = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const random = fc.uint8Array({ minLength: 16, maxLength: 20 });
const seq = fc.integer({ min: 0, max: 2 ** 32 - 1 });

describe('createOrderId', () => {
  it('makes v7 ids that differ and sort in the order in which they were made', () => {
    const ids = Array.from({ length: 1_000 }, () => createOrderId());
    expect(ids.every(isUuidV7)).toBe(true);
    expect(new Set(ids).size).toBe(1_000);
    expect([...ids].sort()).toEqual(ids);
  });

  it('makes ids in their canonical spelling', () => {
    const id = createOrderId();
    expect(toOrderId(id)).toBe(id);
  });

  it('carries the given time there and back', () => {
    fc.assert(
      fc.property(msecs, random, seq, (time, bytes, number) => {
        const id = createOrderId({ msecs: time, random: bytes, seq: number });
        expect(isUuidV7(id)).toBe(true);
        expect(orderCreatedAt(id)).toBe(time);
      }),
    );
  });

  it('makes the same id from the same options, whatever was made in between', () => {
    fc.assert(
      fc.property(msecs, random, fc.option(seq, { nil: undefined }), (time, bytes, number) => {
        const options = { msecs: time, random: bytes, seq: number };
        const first = createOrderId(options);
        createOrderId();
        createOrderId({ msecs: time });
        expect(createOrderId(options)).toBe(first);
      }),
    );
  });

  it('does not touch the random bytes it is given', () => {
    const bytes = Uint8Array.from({ length: 16 }, (_, index) => index);
    createOrderId({ msecs: 1, random: bytes });
    expect([...bytes]).toEqual(Array.from({ length: 16 }, (_, index) => index));
  });

  it('is not changed by an earlier call with a time in the future', () => {
    createOrderId({ msecs: 2 ** 48 - 1 });
    const before = Date.now();
    expect(orderCreatedAt(createOrderId())).toBeLessThanOrEqual(Date.now() + 1_000);
    expect(orderCreatedAt(createOrderId())).toBeGreaterThanOrEqual(before);
  });

  it('sorts by time', () => {
    fc.assert(
      fc.property(msecs, msecs, seq, seq, random, (t1, t2, s1, s2, bytes) => {
        fc.pre(t1 < t2);
        const earlier = createOrderId({ msecs: t1, seq: s1, random: bytes });
        const later = createOrderId({ msecs: t2, seq: s2, random: bytes });
        expect(earlier < later).toBe(true);
      }),
    );
  });

  it('sorts by seq within one millisecond', () => {
    fc.assert(
      fc.property(msecs, seq, seq, random, random, (time, s1, s2, b1, b2) => {
        fc.pre(s1 < s2);
        const earlier = createOrderId({ msecs: time, seq: s1, random: b1 });
        const later = createOrderId({ msecs: time, seq: s2, random: b2 });
        expect(earlier < later).toBe(true);
      }),
    );
  });

  it.each([
    ['msecs', { msecs: -1 }],
    ['msecs', { msecs: 1.5 }],
    ['msecs', { msecs: Number.NaN }],
    ['msecs', { msecs: 2 ** 48 }],
    ['seq', { seq: -1 }],
    ['seq', { seq: 2 ** 32 }],
    ['seq', { seq: Number.NaN }],
    ['random', { random: new Uint8Array(15) }],
    ['random', { random: new Uint8Array(0) }],
  ])('refuses a bad %s and names it: %j', (field, options) => {
    expect(() => createOrderId(options)).toThrow(
      expect.objectContaining({ code: 'INVALID_ORDER_ID', field }),
    );
    expect(() => createOrderId(options)).toThrow(InvalidOrderIdError);
  });
});
