import { describe, expect, it } from 'vitest';
import { InvalidAmountError } from './money/invalid-amount-error.js';
import { InvalidOrderIdError } from './orders/invalid-order-id-error.js';
import { InvalidAppNameError } from './origins/invalid-app-name-error.js';
import { isProtocolError, PROTOCOL_ERROR_CODES, ProtocolError } from './protocol-error.js';

describe('the errors of the protocol', () => {
  const errors = [
    new InvalidOrderIdError('orderId', 'Failed.'),
    new InvalidAmountError('amount', 'whole'),
    new InvalidAppNameError(),
  ];

  it('each have a code of the list and the name of their class', () => {
    expect(errors.map((error) => error.code)).toEqual([...PROTOCOL_ERROR_CODES]);
    expect(errors.map((error) => error.name)).toEqual(errors.map((error) => error.constructor.name));
  });

  it('share a base and a brand, and name their field', () => {
    for (const error of errors) {
      expect(error).toBeInstanceOf(ProtocolError);
      expect(isProtocolError(error)).toBe(true);
      expect(error.field).not.toBe('');
    }
  });

  it('are recognised when another copy of the package made them', () => {
    const foreign = Object.assign(new Error('x'), { [Symbol.for('ait-iap.protocol-error')]: true });
    expect(isProtocolError(foreign)).toBe(true);
  });

  it('are not confused with an object that only looks alike', () => {
    expect(isProtocolError(Object.assign(new Error('x'), { name: 'ProtocolError' }))).toBe(false);
    expect(isProtocolError({ code: 'INVALID_AMOUNT', field: 'amount' })).toBe(false);
    expect(isProtocolError(undefined)).toBe(false);
  });
});
