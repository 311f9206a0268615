/** Makes the error for an invalid option: the reason and the remedy. Neither repeats the value. */
export type Refuse = (field: string, why: string, remedy: string) => Error;

/** The range of a number. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** The range of a number that has a default. */
export interface NumberRange extends Range {
  /** The value where none is given. */
  readonly byDefault: number;
}

/**
 * Checks options as soon as they are passed, not when they are first used. Otherwise a misspelled word or a NaN could
 * switch a check off, and nobody would notice until an order is stolen.
 */
export class OptionReader {
  readonly #refuse: Refuse;

  constructor(refuse: Refuse) {
    this.#refuse = refuse;
  }

  /** One of a list of words, or the default. */
  word<Word extends string>(field: string, value: unknown, words: readonly Word[], byDefault: Word): Word {
    if (value === undefined) return byDefault;
    const known = words.find((word) => word === value);
    if (known !== undefined) return known;
    const remedy = `Pass ${listOf(words)}, or leave it out for '${byDefault}'.`;
    throw this.#refuse(
      field,
      typeof value === 'string' ? 'it is not one of the known words' : `it is ${kindOf(value)}`,
      remedy,
    );
  }

  /** A whole number within its range, or the default. */
  wholeNumber(field: string, value: unknown, { byDefault, ...range }: NumberRange): number {
    if (value === undefined) return byDefault;
    return this.requiredWholeNumber(field, value, range, `Leave it out for ${byDefault}.`);
  }

  /** A whole number within its range. */
  requiredWholeNumber(field: string, value: unknown, { min, max }: Range, remedy: string): number {
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
    const range = `a whole number from ${min.toLocaleString('en')} to ${max.toLocaleString('en')}`;
    throw this.#refuse(field, `it is ${kindOf(value)}, not ${range}`, remedy);
  }

  /** True or false, or the default. */
  flag(field: string, value: unknown, byDefault: boolean): boolean {
    if (value === undefined) return byDefault;
    if (typeof value === 'boolean') return value;
    throw this.#refuse(
      field,
      `it is ${kindOf(value)}`,
      `Pass true or false, or leave it out for ${byDefault}.`,
    );
  }

  /** Checks that an option is a non-empty string or is left out. */
  optionalText(field: string, value: unknown): void {
    if (value === undefined || (typeof value === 'string' && value !== '')) return;
    throw this.#refuse(
      field,
      value === '' ? 'it is empty' : `it is ${kindOf(value)}`,
      'Pass a text, or leave it out.',
    );
  }

  /** Checks that an option is a function. */
  requireFunction(field: string, value: unknown, remedy: string): void {
    if (typeof value !== 'function') throw this.#refuse(field, 'it is not a function', remedy);
  }

  /** Checks that an option is a function or left out. */
  optionalFunction(field: string, value: unknown): void {
    if (value !== undefined) this.requireFunction(field, value, 'Pass a function, or leave it out.');
  }

  /** Checks that an option has the methods that will be called. */
  requireMethods(field: string, value: unknown, methods: readonly string[], remedy: string): void {
    const found = (typeof value === 'object' || typeof value === 'function') && value !== null ? value : {};
    const missing = methods.find((name) => typeof (found as Record<string, unknown>)[name] !== 'function');
    if (missing !== undefined) throw this.#refuse(field, `it has no ${missing}`, remedy);
  }

  /** Checks that an option has the methods that will be called, or is left out. */
  optionalMethods(field: string, value: unknown, methods: readonly string[], remedy: string): void {
    if (value !== undefined) this.requireMethods(field, value, methods, remedy);
  }

  /** Checks that an option is a clock or left out. */
  optionalClock(value: unknown): void {
    this.optionalMethods(
      'clock',
      value,
      ['now', 'sleep'],
      'Pass { now, sleep }, or leave it out for the machine’s.',
    );
  }

  /** Checks that options are an object. Code in JavaScript may pass anything. */
  requireObject(field: string, value: unknown, remedy: string): void {
    if (typeof value !== 'object' || value === null)
      throw this.#refuse(field, `it is ${kindOf(value)}`, remedy);
  }
}

/** Describes a value without repeating it: it may be a secret that was passed in the wrong place. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'number') return KINDS[typeof value] ?? 'something else';
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return 'infinite';
  return Number.isInteger(value) ? 'another number' : 'a fraction';
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  boolean: 'true or false',
  bigint: 'a bigint',
  function: 'a function',
  symbol: 'a symbol',
  object: 'an object',
};

function listOf(words: readonly string[]): string {
  const quoted = words.map((word) => `'${word}'`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
