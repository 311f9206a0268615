import { IapError } from '../errors/iap-error.js';

/** Looks at a value that came from the Toss app; throws {@link Malformed} with the place where it is wrong. */
export type Check = (value: unknown, place: string) => void;

class Malformed {
  constructor(
    readonly place: string,
    readonly wanted: string,
    readonly received: unknown,
  ) {}
}

const when =
  (wanted: string, isRight: (value: unknown) => boolean): Check =>
  (value, place) => {
    if (!isRight(value)) throw new Malformed(place, wanted, value);
  };

export const text = /*@__PURE__*/ when('a string', (value) => typeof value === 'string');
export const filledText = /*@__PURE__*/ when(
  'a non-empty string',
  (value) => typeof value === 'string' && value !== '',
);
export const number = /*@__PURE__*/ when('a number', Number.isFinite);
export const flag = /*@__PURE__*/ when('true or false', (value) => typeof value === 'boolean');

/** May be left out. */
export const optional =
  (check: Check): Check =>
  (value, place) =>
    value === undefined || check(value, place);

/** May be null. */
export const nullable =
  (check: Check): Check =>
  (value, place) =>
    value === null || check(value, place);

/** A list of such values. */
export const listOf =
  (check: Check): Check =>
  (value, place) => {
    if (!Array.isArray(value)) throw new Malformed(place, 'a list', value);
    for (let index = 0; index < value.length; index++) check(value[index], `${place}[${index}]`);
  };

/** An object with at least these fields; others are kept and not looked at, since new app versions add some. */
export const fields =
  (shape: Readonly<Record<string, Check>>): Check =>
  (value, place) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new Malformed(place, 'an object', value);
    }
    for (const name in shape) {
      shape[name]?.((value as Record<string, unknown>)[name], place ? `${place}.${name}` : name);
    }
  };

const RECEIVED_MAX_LENGTH = 60;

/**
 * Reads what a function of the Toss app answered.
 *
 * @throws IapError `INVALID_PAYLOAD` with the function, the field, and the beginning of what was received there
 */
export function read<T>(functionName: string, check: Check, value: unknown): T {
  try {
    check(value, '');
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const received = (JSON.stringify(error.received) ?? 'nothing').slice(0, RECEIVED_MAX_LENGTH);
    throw new IapError(
      'INVALID_PAYLOAD',
      `Failed to read the answer of ${functionName}: ${error.place || 'it'} has to be ${error.wanted}, ` +
        `received ${received}. Report it with the Toss app's version.`,
      { charged: 'no' },
    );
  }
  return value as T;
}

/** Fills in what old app versions leave out; the value itself where nothing is missing. */
export function withDefaults<T extends object>(value: T, defaults: Partial<T>): T {
  for (const name in defaults) {
    if (value[name] === undefined) return { ...defaults, ...dropMissing(value) };
  }
  return value;
}

function dropMissing<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, own]) => own !== undefined)) as T;
}
