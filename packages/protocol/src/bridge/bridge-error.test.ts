import { describe, expect, it } from 'vitest';
import { deserializeBridgeError, serializeBridgeError } from './bridge-error.js';

const cross = (error: unknown): unknown => JSON.parse(JSON.stringify(serializeBridgeError(error)));

describe('serializeBridgeError', () => {
  it('writes the message, the name and the own fields, and no stack', () => {
    const error = Object.assign(new TypeError('no'), { code: 'USER_CANCELED', detail: { at: 1 } });
    expect(serializeBridgeError(error)).toEqual({
      __isError: true,
      name: 'TypeError',
      message: 'no',
      code: 'USER_CANCELED',
      detail: { at: 1 },
    });
  });

  it('leaves out what JSON cannot carry, and keeps the rest', () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    const error = Object.assign(new Error('no'), { loop, big: 1n, run: () => 1, none: undefined, code: 'X' });
    expect(serializeBridgeError(error)).toEqual({ __isError: true, name: 'Error', message: 'no', code: 'X' });
  });

  it('leaves out the cause, which must not leave this side', () => {
    expect(serializeBridgeError(new Error('no', { cause: new Error('secret') }))).not.toHaveProperty('cause');
  });

  it('writes a plain object that was thrown', () => {
    expect(serializeBridgeError({ code: 'X', message: 'm' })).toEqual({
      __isError: true,
      name: 'Error',
      message: 'm',
      code: 'X',
    });
  });

  it.each([
    ['a text', 'gone', 'gone'],
    ['nothing', undefined, 'Unknown error'],
    ['null', null, 'Unknown error'],
    ['a number', 3, 'Unknown error'],
    ['an empty object', {}, 'Unknown error'],
  ])('writes %s that was thrown', (_, thrown, message) => {
    expect(serializeBridgeError(thrown)).toEqual({ __isError: true, name: 'Error', message });
  });

  it('does not let a field of the error overwrite the marks of the wire form', () => {
    const error = { __isError: false, name: 3, message: 'm', stack: 's', code: 'X' };
    expect(serializeBridgeError(error)).toEqual({ __isError: true, name: 'Error', message: 'm', code: 'X' });
  });
});

describe('deserializeBridgeError', () => {
  it('makes an error with its own fields', () => {
    const error = deserializeBridgeError({ __isError: true, message: 'no', code: 'USER_CANCELED', n: 1 });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ message: 'no', code: 'USER_CANCELED', n: 1 });
    expect(Object.keys(error as object).sort()).toEqual(['code', 'n']);
  });

  it('brings back what was serialised', () => {
    const before = Object.assign(new RangeError('no'), { code: 'X', data: [1, { a: null }] });
    const after = deserializeBridgeError(cross(before));
    expect(after).toMatchObject({ name: 'RangeError', message: 'no', code: 'X', data: [1, { a: null }] });
    expect(Object.keys(after as object).sort()).toEqual(['code', 'data']);
  });

  it('keeps its own stack and not the one of the host', () => {
    const error = deserializeBridgeError({ __isError: true, message: 'no', stack: 'host path' }) as Error;
    expect(error.stack).not.toContain('host path');
  });

  it.each([undefined, null, 'text', 3, {}, [], { message: 'no', code: 'X' }, { __isError: false }])(
    'returns %j, which has no mark, unchanged',
    (value) => {
      expect(deserializeBridgeError(value)).toBe(value);
    },
  );

  it('ignores a mark that is only inherited', () => {
    const value = Object.create({ __isError: true }) as object;
    expect(deserializeBridgeError(value)).toBe(value);
  });

  it.each([{}, { message: 3 }, { message: null }])('has an empty message for %j', (rest) => {
    expect(deserializeBridgeError({ __isError: true, ...rest })).toMatchObject({ message: '' });
  });

  it('cannot be used to reach a prototype', () => {
    const hostile = JSON.parse(
      '{"__isError":true,"message":"no","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"prototype":2}',
    );
    const error = deserializeBridgeError(hostile) as Error & { polluted?: unknown };
    expect(Object.getPrototypeOf(error)).toBe(Error.prototype);
    expect(error.constructor).toBe(Error);
    expect(error.polluted).toBeUndefined();
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.keys(error)).toEqual([]);
  });
});
