import { describe, expect, it } from 'vitest';
import { InvalidOrderIdError } from './invalid-order-id-error.js';
import { isOrderId, isUuidV7, orderCreatedAt, toOrderId } from './order-id.js';
import { orderIdSchema } from './order-id-schema.js';

const V4 = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';
const V7 = '017f22e2-79b0-7cc3-98c4-dc0c0c07398f';
const NIL = '00000000-0000-0000-0000-000000000000';
const MAX = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

const malformed: readonly (readonly [string, unknown])[] = [
  ['an empty text', ''],
  ['a word', 'order-1'],
  ['a UUID without hyphens', V4.replaceAll('-', '')],
  ['a UUID in braces', `{${V4}}`],
  ['a UUID as a URN', `urn:uuid:${V4}`],
  ['a UUID with a space before it', ` ${V4}`],
  ['a UUID with a line break after it', `${V4}\n`],
  ['a UUID with a digit too few', V4.slice(0, -1)],
  ['a UUID of version 0', '13c9a1ff-2baa-0495-bbfa-a0826ba8c7c0'],
  ['a UUID of version 9', '13c9a1ff-2baa-9495-bbfa-a0826ba8c7c0'],
  ['a UUID of another variant', '13c9a1ff-2baa-4495-cbfa-a0826ba8c7c0'],
  ['full-width digits', V4.replace('1', '１')],
  ['a number', 13],
  ['null', null],
  ['nothing', undefined],
  ['a list of one UUID', [V4]],
  ['an object that prints as a UUID', { toString: () => V4 }],
];

describe('an order id', () => {
  it.each([V4, V7, NIL, MAX, V4.toUpperCase()])('may be %s', (id) => {
    expect(isOrderId(id)).toBe(true);
    expect(toOrderId(id)).toBe(id.toLowerCase());
    expect(orderIdSchema.parse(id)).toBe(id.toLowerCase());
  });

  it.each(malformed)('may not be %s', (_, value) => {
    expect(isOrderId(value)).toBe(false);
    expect(() => toOrderId(value)).toThrow(InvalidOrderIdError);
    expect(orderIdSchema.safeParse(value).success).toBe(false);
  });

  it('becomes the same string from upper or lower case, so that one order is one ledger row', () => {
    expect(toOrderId(V4.toUpperCase())).toBe(toOrderId(V4));
    expect(orderIdSchema.parse(V4.toUpperCase())).toBe(toOrderId(V4));
  });

  it('is refused without being repeated in the message', () => {
    expect(() => toOrderId('secret-value')).toThrow(
      expect.objectContaining({
        code: 'INVALID_ORDER_ID',
        field: 'orderId',
        message: expect.not.stringContaining('secret'),
      }),
    );
  });
});

describe('isUuidV7', () => {
  it('accepts a v7 in either case', () => {
    expect(isUuidV7(V7)).toBe(true);
    expect(isUuidV7(V7.toUpperCase())).toBe(true);
  });

  it.each([V4, NIL, MAX, '', null, undefined, 7, [V7]])('refuses %j', (value) => {
    expect(isUuidV7(value)).toBe(false);
  });
});

describe('orderCreatedAt', () => {
  it('reads the time of a v7, here the example of RFC 9562', () => {
    expect(orderCreatedAt(V7)).toBe(Date.UTC(2022, 1, 22, 19, 22, 22));
    expect(orderCreatedAt(V7.toUpperCase())).toBe(Date.UTC(2022, 1, 22, 19, 22, 22));
  });

  it.each([V4, NIL, MAX, '', 'order-1'])('finds no time in %j', (id) => {
    expect(orderCreatedAt(id)).toBeUndefined();
  });
});
